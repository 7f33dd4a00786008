#include "hogvec/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "hogvec/error.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using testing::ClusteredVectors;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr LayoutOptions kQuick{.iterations = 150, .threads = 1};

class Listener : public LayoutObserver {
 public:
  void OnProgress(const LayoutProgress& now) override { told.push_back(now); }
  void OnPicture(std::span<const MapPoint> picture) override { sizes.push_back(picture.size()); }

  std::vector<LayoutProgress> told;
  std::vector<std::size_t> sizes;
};

float Radius(MapPoint point) { return std::hypot(point.x, point.y); }

void ExpectWhole(const WordMap& map, std::size_t words) {
  EXPECT_THAT(map.points, SizeIs(words));
  EXPECT_THAT(map.levels, SizeIs(words));
  EXPECT_THAT(map.clusters, SizeIs(words));
  EXPECT_THAT(map.hubs, SizeIs(words));
  EXPECT_THAT(map.trust, SizeIs(words));
  for (const MapPoint& point : map.points) EXPECT_LE(Radius(point), 1);  // false for NaN
}

TEST(LayOut, KeepsNeighboursTogether) {
  const NeighbourSearch search(ClusteredVectors(2'000, 20, 40), 2);
  const WordMap map = LayOut(search, {.iterations = 400, .threads = 2});
  ExpectWhole(map, 2'000);
  EXPECT_GT(map.quality.recall, 0.3);
  EXPECT_GT(map.quality.trustworthiness, 0.95);
  EXPECT_GT(map.quality.triplets, 0.55);
}

TEST(LayOut, IsFarBetterThanThePrincipalComponents) {
  const NeighbourSearch search(ClusteredVectors(1'500, 20, 30), 2);
  const double start = LayOut(search, {.iterations = 0, .threads = 1}).quality.recall;
  EXPECT_GT(LayOut(search, kQuick).quality.recall, 3 * start);
}

TEST(LayOut, OfOneThreadIsTheSameEachTimeAndDependsOnTheSeed) {
  const NeighbourSearch search(ClusteredVectors(600, 8, 10), 1);
  LayoutOptions options = kQuick;
  const WordMap map = LayOut(search, options);
  EXPECT_EQ(LayOut(search, options), map);
  options.seed = 2;
  EXPECT_NE(LayOut(search, options).points, map.points);
}

TEST(LayOut, HasMapsOfFewWords) {
  for (const std::size_t words : {0u, 1u, 2u, 3u, 4u, 12u}) {
    const NeighbourSearch search(ClusteredVectors(words, 4, 2), 1);
    const WordMap map = LayOut(search, kQuick);
    ExpectWhole(map, words);
    std::set<std::pair<float, float>> places;
    for (const MapPoint& point : map.points) places.insert({point.x, point.y});
    EXPECT_EQ(places.size(), words);
  }
}

TEST(LayOut, SetsRowsWithoutADirectionApart) {
  WordVectors vectors = ClusteredVectors(300, 6, 5);
  std::ranges::fill(vectors.table.Row(WordId{7}), 0.0f);
  vectors.table.Row(WordId{8})[2] = std::numeric_limits<float>::quiet_NaN();
  const WordMap map = LayOut(NeighbourSearch(std::move(vectors), 1), kQuick);
  ExpectWhole(map, 300);
  for (std::size_t i = 0; i < 300; ++i) {
    EXPECT_EQ(Radius(map.points[i]) > 0.97f, i == 7 || i == 8) << i;
  }
  EXPECT_EQ(map.trust[7], WordMap::kUnknownTrust);
  EXPECT_EQ(map.hubs[7], 0u);
}

TEST(LayOut, CopesWithEqualRowsAndWithNothingButZeros) {
  WordVectors equal = ClusteredVectors(400, 6, 5);
  for (std::size_t i = 1; i < 400; ++i) {
    std::ranges::copy(equal.table.Row(WordId{0}), equal.table.Row(ToWordId(i)).begin());
  }
  ExpectWhole(LayOut(NeighbourSearch(std::move(equal), 1), kQuick), 400);
  WordVectors zeros = ClusteredVectors(50, 6, 5);
  for (std::size_t i = 0; i < 50; ++i) std::ranges::fill(zeros.table.Row(ToWordId(i)), 0.0f);
  const WordMap map = LayOut(NeighbourSearch(std::move(zeros), 1), kQuick);
  ExpectWhole(map, 50);
  EXPECT_THAT(map.trust, Each(WordMap::kUnknownTrust));
}

// 1,000 landmarks of 1,400 words: their places do not depend on the others.
TEST(LayOut, PlacesOtherWordsBetweenLandmarksThatStayWhereTheyAre) {
  LayoutOptions options = kQuick;
  options.landmarks = 1'000;
  const NeighbourSearch search(ClusteredVectors(1'400, 12, 20), 1);
  const WordMap map = LayOut(search, options);
  ExpectWhole(map, 1'400);
  EXPECT_GT(map.quality.recall, 0.1);
  EXPECT_NE(map.trust[999], WordMap::kUnknownTrust);
  EXPECT_EQ(map.trust[1'000], WordMap::kUnknownTrust);
}

TEST(LayOut, BeginsWhereItIsTold) {
  const NeighbourSearch search(ClusteredVectors(800, 10, 20), 1);
  const WordMap first = LayOut(search, kQuick);
  LayoutOptions again = kQuick;
  again.start = first.points;
  for (MapPoint& point : again.start) point = {-point.x, point.y};  // in a mirror
  again.start[5] = {NAN, NAN};
  const WordMap second = LayOut(search, again);
  double agreement = 0;
  for (std::size_t i = 0; i < 800; ++i)
    agreement += double{-first.points[i].x * second.points[i].x};
  EXPECT_GT(agreement, 0);
  again.start.pop_back();
  EXPECT_THROW(LayOut(search, again), Error);
}

TEST(LayOut, TellsHowFarItIsAndShowsAPictureFirst) {
  Listener listener;
  LayOut(NeighbourSearch(ClusteredVectors(300, 6, 5), 1), kQuick, {}, listener);
  ASSERT_THAT(listener.sizes, SizeIs(::testing::Ge(1u)));
  EXPECT_THAT(listener.sizes, Each(300u));
  ASSERT_FALSE(listener.told.empty());
  EXPECT_EQ(listener.told.back().done, 1);
}

TEST(LayOut, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const NeighbourSearch search(ClusteredVectors(300, 6, 5), 1);
  EXPECT_THROW(LayOut(search, kQuick, source.get_token()), Interrupted);
}

TEST(CheckOptions, NamesTheOptionThatIsOutOfRange) {
  const auto fault = [](const LayoutOptions& options) -> std::string {
    try {
      CheckOptions(options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(fault({}), "");
  EXPECT_THAT(fault({.neighbours = 0}), HasSubstr("from 1 to 200"));
  EXPECT_THAT(fault({.landmarks = 10}), HasSubstr("at least 1,000"));
  EXPECT_THAT(fault({.iterations = 1'000'000}), HasSubstr("at most 100,000"));
  EXPECT_THAT(fault({.clusters = 0}), HasSubstr("from 1 to 65,535"));
}

TEST(FirstPicture, IsThatOfThePrincipalComponents) {
  const NeighbourSearch search(ClusteredVectors(300, 6, 5), 1);
  Listener listener;
  EXPECT_THAT(FirstPicture(search, 1), SizeIs(300));
  for (const MapPoint& point : FirstPicture(search)) EXPECT_LE(Radius(point), 1);
}

}  // namespace
}  // namespace hogvec
