#include "layout/start.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "layout/random_points.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using testing::RandomPoints;
using ::testing::UnorderedElementsAreArray;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::vector<std::uint32_t> Numbers(std::size_t count) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0u);
  return numbers;
}

double Deviation(std::span<const MapPoint> points) {
  double squares = 0;
  for (const MapPoint& point : points) squares += std::pow(point.x, 2) + std::pow(point.y, 2);
  return std::sqrt(squares / (2 * static_cast<double>(points.size())));
}

TEST(StartOf, ScalesTheComponentsOfTheWordsToADeviationOfThree) {
  const auto components = RandomPoints(1'000, 0.02f);
  const std::vector<std::uint32_t> words{5, 9, 700, 2, 33};
  const auto start = StartOf(components, words, 1);
  ASSERT_EQ(start.size(), 5u);
  EXPECT_NEAR(Deviation(start), 3, 0.05);
  EXPECT_EQ(start[0].x < start[1].x, components[5].x < components[9].x);
}

TEST(StartOf, PartsWordsOfEqualVectorsByTheSeed) {
  const std::vector<MapPoint> same(10, {1, 1});
  const auto start = StartOf(same, Numbers(10), 1);
  EXPECT_NE(start[0], start[1]);
  EXPECT_LT(Deviation(start), 0.05);
  EXPECT_EQ(start, StartOf(same, Numbers(10), 1));
  EXPECT_NE(start, StartOf(same, Numbers(10), 2));
}

TEST(StartOfGiven, KeepsTheGivenPlacesAndPutsOthersBetweenTheirNearest) {
  const std::vector<MapPoint> given{{-1, 0}, {1, 0}, {kNaN, kNaN}, {0, 1}, {0, -1}};
  const NearestWords nearest{2, {1, 2, 0, 2, 1, 3, 0, 1, 0, 1}};
  const auto start = StartOfGiven(given, nearest, Numbers(5), 1);
  EXPECT_LT(start[0].x, -10);
  EXPECT_GT(start[1].x, 10);
  EXPECT_NEAR(start[2].x, (start[1].x + start[3].x) / 2, 0.1);
  EXPECT_NEAR(start[2].y, (start[1].y + start[3].y) / 2, 0.1);
}

TEST(StartOfGiven, IsFiniteWhereNoWordHasAPlace) {
  const std::vector<MapPoint> given(3, {kNaN, kNaN});
  const NearestWords nearest{1, {1, 2, kNoNeighbour}};
  for (const MapPoint& point : StartOfGiven(given, nearest, Numbers(3), 1)) {
    EXPECT_TRUE(std::isfinite(point.x) && std::isfinite(point.y));
  }
}

TEST(AlongCurve, KeepsQuartersTogether) {
  const std::vector<MapPoint> points{{1, 1},  {-1, -1},       {0.9f, 0.9f},
                                     {-1, 1}, {-0.9f, -0.9f}, {1, -1}};
  EXPECT_THAT(AlongCurve(points, Numbers(6)), ElementsAre(1, 4, 5, 3, 2, 0));
}

TEST(AlongCurve, HasEachWordOnce) {
  const auto points = RandomPoints(500, 3);
  EXPECT_THAT(AlongCurve(points, Numbers(500)), UnorderedElementsAreArray(Numbers(500)));
  EXPECT_TRUE(AlongCurve(points, {}).empty());
}

}  // namespace
}  // namespace hogvec
