#include "explore/nearness.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Neighbour> Answers(std::initializer_list<std::uint32_t> ids) {
  std::vector<Neighbour> answers;
  for (const std::uint32_t id : ids) answers.push_back({ToWordId(id), 0.5f});
  return answers;
}

TEST(MapRanks, ArePlacesByDistance) {
  const MapPoint points[] = {{0, 0}, {0.3f, 0}, {0.1f, 0}, {0, 0.2f}, {-0.9f, 0}};
  EXPECT_THAT(MapRanks(points, ToWordId(0), Answers({1, 2, 3, 4})), ElementsAre(3, 1, 2, 4));
  EXPECT_THAT(MapRanks(points, ToWordId(0), Answers({4})), ElementsAre(4));
  EXPECT_THAT(MapRanks(points, ToWordId(4), Answers({0})), ElementsAre(1));
}

TEST(MapRanks, EquallyDistantWordsShareAPlace) {
  const MapPoint points[] = {{0, 0}, {0.5f, 0}, {0, 0.5f}, {-0.5f, 0}, {0.6f, 0}};
  EXPECT_THAT(MapRanks(points, ToWordId(0), Answers({3, 1, 4})), ElementsAre(1, 1, 4));
}

TEST(MapRanks, AllWordsMayLieAtOnePlace) {
  const MapPoint points[] = {{0, 0}, {0, 0}, {0, 0}};
  EXPECT_THAT(MapRanks(points, ToWordId(1), Answers({0, 2})), ElementsAre(1, 1));
}

TEST(MapRanks, AWordWithoutAPlaceIsFarFromAll) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const MapPoint points[] = {{0, 0}, {nan, 0}, {0.9f, 0}};
  EXPECT_THAT(MapRanks(points, ToWordId(0), Answers({1, 2})), ElementsAre(2, 1));
  EXPECT_THAT(MapRanks(points, ToWordId(1), Answers({0, 2})), ElementsAre(1, 1));
}

TEST(MapRanks, ThereMayBeNoAnswers) {
  const MapPoint points[] = {{0, 0}};
  EXPECT_THAT(MapRanks(points, ToWordId(0), {}), IsEmpty());
}

// As counted for each answer by itself.
TEST(MapRanks, AreThoseOfAPlainCount) {
  std::uint32_t state = 1;
  const auto next = [&] {
    return static_cast<float>((state = state * 1664525u + 1013904223u) >> 28);
  };
  std::vector<MapPoint> points(200);
  for (MapPoint& point : points) point = {next(), next()};
  const auto distance = [&](std::size_t a, std::size_t b) {
    return std::hypot(points[a].x - points[b].x, points[a].y - points[b].y);
  };
  for (const std::uint32_t step : {1u, 7u, 150u}) {  // many answers, and one or two
    std::vector<Neighbour> answers;
    for (std::uint32_t id = 1; id < 200; id += step) answers.push_back({ToWordId(id), 0});
    const auto ranks = MapRanks(points, ToWordId(0), answers);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const std::size_t id = ToIndex(answers[i].id);
      std::size_t rank = 1;
      for (std::size_t j = 1; j < points.size(); ++j) rank += distance(j, 0) < distance(id, 0);
      EXPECT_EQ(ranks[i], rank) << id;
    }
  }
}

TEST(MapRanks, PointsMayLieAsNearAsNumbersAllow) {
  const float tiny = std::numeric_limits<float>::denorm_min();
  const float small = 1e-20f;  // its square is hardly a number
  const MapPoint points[] = {{0, 0}, {tiny, 0}, {small, 0}, {2 * small, 0}};
  EXPECT_THAT(MapRanks(points, ToWordId(0), Answers({2})), ElementsAre(2));
  EXPECT_THAT(MapRanks(points, ToWordId(0), Answers({3, 1})), ElementsAre(3, 1));
}

TEST(NearestPlaces, AreAHundredOrOnePerCentButTenAtLeast) {
  EXPECT_EQ(NearestPlaces(1'000'000), 100u);
  EXPECT_EQ(NearestPlaces(5'000), 50u);
  EXPECT_EQ(NearestPlaces(5), 10u);
}

TEST(MapRecall, IsTheShareOfTheNearestThatAreNearestOnTheMap) {
  EXPECT_EQ(MapRecall(std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 1);
  EXPECT_EQ(MapRecall(std::vector<std::size_t>{1, 2, 30, 4, 50, 6, 7, 8, 9, 11, 3, 5}), 0.7);
  EXPECT_EQ(MapRecall(std::vector<std::size_t>{1, 3}), 0.5);
}

}  // namespace
}  // namespace hogvec::explore
