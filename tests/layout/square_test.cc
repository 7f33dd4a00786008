#include "layout/square.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layout/random_points.h"

namespace hogvec {
namespace {

using testing::RandomPoints;

float Radius(MapPoint point) { return std::hypot(point.x, point.y); }

TEST(OnSquare, FitsPlacesIntoADiscAndKeepsTheirShape) {
  const auto places = RandomPoints(100, 70);
  const auto points = OnSquare(places, std::vector<std::uint8_t>(100, 1));
  float largest = 0;
  for (const MapPoint& point : points) largest = std::max(largest, Radius(point));
  EXPECT_NEAR(largest, 0.95f, 1e-4f);
  const float scale = (points[1].x - points[0].x) / (places[1].x - places[0].x);
  EXPECT_NEAR((points[1].y - points[0].y) / (places[1].y - places[0].y), scale, 1e-4f);
}

TEST(OnSquare, SetsWordsWithoutADirectionApart) {
  const auto places = RandomPoints(10, 1);
  std::vector<std::uint8_t> has_direction(10, 1);
  has_direction[3] = has_direction[7] = 0;
  const auto points = OnSquare(places, has_direction);
  EXPECT_NEAR(Radius(points[3]), 0.99f, 1e-4f);
  EXPECT_NEAR(Radius(points[7]), 0.99f, 1e-4f);
  EXPECT_NE(points[3], points[7]);
}

TEST(OnSquare, OfEqualPlacesIsTheMiddle) {
  const std::vector<MapPoint> places(4, {5, 5});
  EXPECT_EQ(OnSquare(places, std::vector<std::uint8_t>(4, 1))[2], MapPoint{});
  EXPECT_TRUE(OnSquare({}, {}).empty());
}

}  // namespace
}  // namespace hogvec
