#include "layout/placing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layout/random_points.h"

namespace hogvec {
namespace {

using testing::RandomPoints;

TEST(PlaceBetween, PutsAPointNearTheOnesThatItIsNearTo) {
  const auto fixed = RandomPoints(400, 20);
  const auto near = [&](std::size_t i) {
    return std::vector<std::uint32_t>{static_cast<std::uint32_t>(i)};
  };
  const auto places = PlaceBetween(fixed, fixed.size(), near, 2);
  for (std::size_t i = 0; i < fixed.size(); ++i) {
    EXPECT_LT(std::hypot(places[i].x - fixed[i].x, places[i].y - fixed[i].y), 3) << i;
  }
}

// Four on one side and one far away: t-SNE's heavy tails let the one go.
TEST(PlaceBetween, GoesWhereMostAre) {
  std::vector<MapPoint> fixed = RandomPoints(300, 30);
  for (std::uint32_t i = 0; i < 4; ++i) fixed[i] = {20 + 0.5f * static_cast<float>(i), 20};
  fixed[4] = {-20, -20};
  const auto near = [](std::size_t) { return std::vector<std::uint32_t>{0, 1, 2, 3, 4}; };
  const MapPoint place = PlaceBetween(fixed, 1, near, 1)[0];
  EXPECT_LT(std::hypot(place.x - 21, place.y - 20), 8);
}

TEST(PlaceBetween, LeavesPointsThatNothingIsNearToAtTheOrigin) {
  const auto fixed = RandomPoints(10, 5);
  const auto none = [](std::size_t) { return std::vector<std::uint32_t>(); };
  EXPECT_EQ(PlaceBetween(fixed, 1, none, 1)[0], MapPoint{});
}

TEST(PlaceBetween, IsTheSameForAnyNumberOfThreadsThatShareThePoints) {
  const auto fixed = RandomPoints(50, 5);
  const auto near = [](std::size_t i) {
    return std::vector<std::uint32_t>{static_cast<std::uint32_t>(i % 50), 3};
  };
  EXPECT_EQ(PlaceBetween(fixed, 70, near, 1), PlaceBetween(fixed, 70, near, 1));
}

}  // namespace
}  // namespace hogvec
