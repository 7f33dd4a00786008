#include "layout/quality.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "base/random.h"
#include "hogvec/error.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// Points of half a circle, which are their own map: what is near in one is near in the other.
std::vector<MapPoint> HalfCircle(std::size_t count) {
  std::vector<MapPoint> points;
  Random random(6, RandomPurpose::kTest);
  for (std::size_t i = 0; i < count; ++i) {
    const double angle = std::numbers::pi * random.UnitFloat();
    points.push_back({static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
  }
  return points;
}

WordVectors VectorsOf(std::span<const MapPoint> points) {
  WordVectors vectors{.words = {}, .table = {points.size(), 2}};
  for (std::size_t i = 0; i < points.size(); ++i) {
    vectors.words.FindOrAdd(std::to_string(i));
    vectors.table.Row(ToWordId(i))[0] = 3 * points[i].x;
    vectors.table.Row(ToWordId(i))[1] = 3 * points[i].y;
  }
  return vectors;
}

std::vector<MapPoint> RandomPoints(std::size_t count) {
  std::vector<MapPoint> points;
  Random random(8, RandomPurpose::kTest);
  for (std::size_t i = 0; i < count; ++i) {
    const float x = random.UnitFloat();
    points.push_back({x, random.UnitFloat()});
  }
  return points;
}

MapQuality Judge(WordVectors vectors, std::span<const MapPoint> points,
                 const JudgeOptions& options = {.threads = 2}) {
  return JudgeMap(SearchedRows(std::move(vectors)), points, MapNeighbours(points), options);
}

// kTrustNeighbours ids for each word.
std::vector<std::uint32_t> NearestInSpace(const NeighbourSearch& search) {
  std::vector<std::uint32_t> nearest(search.words().size() * kTrustNeighbours, kNoNeighbour);
  for (std::size_t id = 0; id < search.words().size(); ++id) {
    const auto answers = search.Nearest(ToWordId(id), kTrustNeighbours);
    for (std::size_t k = 0; k < answers.size(); ++k) {
      nearest[id * kTrustNeighbours + k] = static_cast<std::uint32_t>(ToIndex(answers[k].id));
    }
  }
  return nearest;
}

TEST(JudgeMap, FindsAMapPerfectThatKeepsAllOrder) {
  const auto points = HalfCircle(400);
  const MapQuality quality = Judge(VectorsOf(points), points);
  EXPECT_GT(quality.recall, 0.999);  // cosines of float round
  EXPECT_GT(quality.trustworthiness, 0.999);
  EXPECT_GT(quality.triplets, 0.999);
}

TEST(JudgeMap, FindsAMapUselessThatKeepsNone) {
  const MapQuality quality = Judge(VectorsOf(HalfCircle(2'000)), RandomPoints(2'000));
  EXPECT_NEAR(quality.recall, 10 / 1'999.0, 0.003);
  EXPECT_NEAR(quality.trustworthiness, 0.5, 0.02);
  EXPECT_NEAR(quality.triplets, 0.5, 0.02);
}

// Half a circle laid out as a line keeps its order; folded at the middle, what is far lies near.
TEST(JudgeMap, FindsHalfOfTheOrderWhereAMapIsFolded) {
  auto points = HalfCircle(1'000);
  for (MapPoint& point : points) point.y = 0;
  EXPECT_GT(Judge(VectorsOf(HalfCircle(1'000)), points).triplets, 0.9);
  for (MapPoint& point : points) point.x = std::abs(point.x);
  const double folded = Judge(VectorsOf(HalfCircle(1'000)), points).triplets;
  EXPECT_GT(folded, 0.5);
  EXPECT_LT(folded, 0.85);
}

// By the formula, with ranks counted one by one.
double TrustworthinessByDefinition(const NeighbourSearch& search, const MapNeighbours& map) {
  constexpr std::size_t kNearest = 15;
  const std::size_t words = search.words().size();
  double beyond = 0;
  for (std::uint32_t word = 0; word < words; ++word) {
    const auto order = search.Nearest(ToWordId(word), words);
    std::vector<std::uint32_t> nearest(kNearest);
    map.Nearest(word, nearest);
    for (const std::uint32_t id : nearest) {
      const auto at = std::ranges::find(order, ToWordId(id), &Neighbour::id);
      const auto rank = static_cast<std::size_t>(at - order.begin()) + 1;
      if (rank > kNearest) beyond += static_cast<double>(rank - kNearest);
    }
  }
  const auto n = static_cast<double>(words), k = static_cast<double>(kNearest);
  return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * beyond;
}

TEST(JudgeMap, FindsTrustworthinessByDefinition) {
  const NeighbourSearch search(testing::ClusteredVectors(300, 5, 6), 1);
  std::vector<MapPoint> points;
  for (std::size_t i = 0; i < 300; ++i) {
    const auto row = search.Unit(ToWordId(i));
    points.push_back({row[0], row[1]});
  }
  const MapNeighbours map(points);
  const double expected = TrustworthinessByDefinition(search, map);
  EXPECT_LT(expected, 0.95);
  EXPECT_NEAR(JudgeMap(*SearchInternals::Rows(search), points, map, {}).trustworthiness, expected,
              1e-4);
}

TEST(JudgeMap, FindsTheRecallThatTrustFinds) {
  const NeighbourSearch search(testing::ClusteredVectors(500, 4, 9), 1);
  std::vector<MapPoint> points;
  for (std::size_t i = 0; i < 500; ++i) {
    const auto row = search.Unit(ToWordId(i));
    points.push_back({row[0], row[1]});
  }
  const MapNeighbours map(points);
  const MapTrust trust = TrustOf(map, NearestInSpace(search), 2);
  EXPECT_GT(trust.mean, 0.1);
  EXPECT_LT(trust.mean, 0.9);
  const auto& rows = *SearchInternals::Rows(search);
  EXPECT_NEAR(JudgeMap(rows, points, map, {}).recall, trust.mean, 1e-3);
  EXPECT_NEAR(JudgeMap(rows, points, map, {.words = 250}).recall, trust.mean, 0.05);
}

TEST(JudgeMap, IsTheSameOnAnyNumberOfThreadsAndOtherForAnotherSample) {
  const auto judge = [](std::size_t threads, std::uint64_t seed) {
    return Judge(testing::ClusteredVectors(1'000, 9, 5), RandomPoints(1'000),
                 {.words = 100, .threads = threads, .seed = seed});
  };
  EXPECT_EQ(judge(1, 1), judge(5, 1));
  EXPECT_NE(judge(1, 1), judge(1, 2));
}

TEST(JudgeMap, LooksAtNoRowWithoutADirection) {
  const auto points = HalfCircle(200);
  WordVectors vectors = VectorsOf(points);
  std::vector<MapPoint> with_rim = points;
  for (std::size_t row = 0; row < 200; row += 5) {
    const float value = row % 2 == 0 ? 0 : kNaN;
    vectors.table.Row(ToWordId(row))[0] = value;
    vectors.table.Row(ToWordId(row))[1] = value;
    with_rim[row] = {1, 1};
  }
  const MapQuality quality = Judge(std::move(vectors), with_rim);
  EXPECT_GT(quality.recall, 0.97);  // some near the corner have rows without direction around them
  EXPECT_GT(quality.trustworthiness, 0.97);
  EXPECT_GT(quality.triplets, 0.999);
}

TEST(JudgeMap, FindsFewWordsPerfect) {
  const MapQuality perfect{1, 1, 1};
  for (const std::size_t words : {0u, 1u, 2u}) {
    EXPECT_EQ(Judge(VectorsOf(HalfCircle(words)), HalfCircle(words)), perfect);
  }
  EXPECT_EQ(Judge(VectorsOf(HalfCircle(3)), HalfCircle(3)).recall, 1);
  EXPECT_EQ(Judge(VectorsOf(std::vector<MapPoint>(50)), RandomPoints(50)), perfect);  // zeros
  EXPECT_EQ(Judge(VectorsOf(HalfCircle(50)), HalfCircle(50), {.words = 0}), perfect);
}

TEST(JudgeMap, TakesEqualRowsForKeptAndEqualPointsForChance) {
  const std::vector<MapPoint> equal(100, MapPoint{0.5f, 0.25f});
  EXPECT_EQ(Judge(VectorsOf(equal), RandomPoints(100)), (MapQuality{1, 1, 1}));
  EXPECT_EQ(Judge(VectorsOf(HalfCircle(100)), equal).triplets, 0.5);
}

TEST(JudgeMap, JudgesPointsThatAreNotFiniteByNothing) {
  auto points = HalfCircle(60);
  for (std::size_t i = 0; i < 58; ++i) points[i].x = kNaN;
  const MapQuality quality = Judge(VectorsOf(HalfCircle(60)), points);
  EXPECT_GE(quality.recall, 0);
  EXPECT_LE(quality.recall, 1);
  EXPECT_EQ(quality.triplets, 1);
}

TEST(JudgeMap, StopsWhenAsked) {
  const auto points = HalfCircle(300);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(JudgeMap(SearchedRows(VectorsOf(points)), points, MapNeighbours(points), {},
                        stop.get_token()),
               Interrupted);
}

TEST(TrustOf, IsTheShareOfTheNearestThatAreNearOnTheMap) {
  // A line of words; the nearest of word 0 in the space are given as half near, half far.
  std::vector<MapPoint> points;
  for (int i = 0; i < 100; ++i) points.push_back({static_cast<float>(i) / 100, 0});
  std::vector<std::uint32_t> nearest(100 * kTrustNeighbours, kNoNeighbour);
  for (std::uint32_t k = 0; k < 10; ++k) nearest[k] = k % 2 == 0 ? 1 + k : 90 + k;
  nearest[10] = 0;  // of word 1: the one that is nearest, and one that is far
  nearest[12] = 99;
  nearest[20] = 77;  // of word 2: a far one only
  const MapTrust trust = TrustOf(MapNeighbours(points), nearest, 2);
  EXPECT_THAT(std::span(trust.of_words).first(3), ElementsAre(50, 50, 0));
  EXPECT_THAT(std::span(trust.of_words).subspan(3), Each(WordMap::kUnknownTrust));
  EXPECT_NEAR(trust.mean, (0.5 + 0.5 + 0) / 3, 1e-6);
}

TEST(TrustOf, IsUnknownWithoutNeighbours) {
  const MapTrust none = TrustOf(MapNeighbours({}), {}, 2);
  EXPECT_THAT(none.of_words, IsEmpty());
  EXPECT_EQ(none.mean, 1);
  const std::vector<MapPoint> points{{0, 0}, {1, 1}};
  std::vector<std::uint32_t> nearest(2 * kTrustNeighbours, kNoNeighbour);
  EXPECT_THAT(TrustOf(MapNeighbours(points), nearest, 2).of_words,
              ElementsAre(WordMap::kUnknownTrust, WordMap::kUnknownTrust));
  nearest[0] = 1;
  EXPECT_THAT(TrustOf(MapNeighbours(points), nearest, 2).of_words,
              ElementsAre(100, WordMap::kUnknownTrust));
}

TEST(TrustOf, IsTheSameOnAnyNumberOfThreads) {
  const NeighbourSearch search(testing::ClusteredVectors(400, 4, 9), 1);
  const MapNeighbours map(RandomPoints(400));
  const auto nearest = NearestInSpace(search);
  const MapTrust one = TrustOf(map, nearest, 1), five = TrustOf(map, nearest, 5);
  EXPECT_EQ(one.of_words, five.of_words);
  EXPECT_EQ(one.mean, five.mean);
}

}  // namespace
}  // namespace hogvec
