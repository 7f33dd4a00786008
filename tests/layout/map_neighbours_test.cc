#include "layout/map_neighbours.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "base/random.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// As many different places as there are steps, squared.
std::vector<MapPoint> RandomPoints(std::size_t count, std::uint32_t steps, float squeeze = 1) {
  std::vector<MapPoint> points;
  Random random(11, RandomPurpose::kTest, steps);
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = static_cast<float>(random.Below(steps)) / static_cast<float>(steps);
    const auto y = static_cast<float>(random.Below(steps)) / static_cast<float>(steps);
    points.push_back(i % 3 == 0 ? MapPoint{x, y} : MapPoint{x * squeeze, y * squeeze});
  }
  return points;
}

std::vector<std::uint32_t> NearestByTryingAll(std::span<const MapPoint> points, std::uint32_t id,
                                              std::size_t count) {
  std::vector<std::tuple<double, std::uint32_t>> others;
  for (std::uint32_t other = 0; other < points.size(); ++other) {
    const double x = double{points[id].x} - points[other].x;
    const double y = double{points[id].y} - points[other].y;
    if (other != id && std::isfinite(x * x + y * y)) others.emplace_back(x * x + y * y, other);
  }
  std::ranges::sort(others);
  std::vector<std::uint32_t> nearest(count, kNoNeighbour);
  for (std::size_t i = 0; i < std::min(count, others.size()); ++i) {
    nearest[i] = std::get<1>(others[i]);
  }
  return nearest;
}

void ExpectExact(std::span<const MapPoint> points, std::size_t count) {
  const MapNeighbours map(points);
  const auto all = map.NearestOfAll(count, 2);
  ASSERT_EQ(all.size(), points.size() * count);
  for (std::uint32_t id = 0; id < points.size(); ++id) {
    const auto of_one = std::span(all).subspan(id * count, count);
    ASSERT_EQ(std::vector(of_one.begin(), of_one.end()), NearestByTryingAll(points, id, count))
        << "of point " << id;
  }
}

TEST(MapNeighbours, AreThoseFoundByTryingAll) {
  for (const std::size_t points : {1u, 2u, 3u, 12u, 13u, 25u, 100u, 700u}) {
    ExpectExact(RandomPoints(points, 1'000'000), 10);
  }
}

TEST(MapNeighbours, AreThoseFoundByTryingAllWhereManyAreEquallyNear) {
  for (const std::uint32_t steps : {1u, 2u, 5u, 20u}) ExpectExact(RandomPoints(600, steps), 10);
}

TEST(MapNeighbours, AreThoseFoundByTryingAllInAHeap) {
  ExpectExact(RandomPoints(900, 1'000'000, 1e-6f), 15);
}

TEST(MapNeighbours, AreThoseFoundByTryingAllOnALine) {
  std::vector<MapPoint> points = RandomPoints(500, 1'000);
  for (MapPoint& point : points) point.y = 0.5f;
  ExpectExact(points, 7);
}

TEST(MapNeighbours, LeaveOutPointsThatAreNotFinite) {
  std::vector<MapPoint> points = RandomPoints(50, 1'000);
  points[0].x = kNaN;
  points[49].y = std::numeric_limits<float>::infinity();
  ExpectExact(points, 48);
  EXPECT_EQ(MapNeighbours(points).places(), 48u);
  EXPECT_EQ(MapNeighbours(points).size(), 50u);
}

TEST(MapNeighbours, OfEqualPointsAreTheFirst) {
  const std::vector<MapPoint> points(50'000, MapPoint{0.5f, 0.5f});
  const auto all = MapNeighbours(points).NearestOfAll(3, 2);
  EXPECT_THAT(std::span(all).first(3), ElementsAre(1, 2, 3));
  EXPECT_THAT(std::span(all).last(3), ElementsAre(0, 1, 2));
}

TEST(MapNeighbours, AreMissingWhereThereAreTooFew) {
  const std::vector<MapPoint> points{{0, 0}, {1, 1}};
  EXPECT_THAT(MapNeighbours(points).NearestOfAll(2, 2),
              ElementsAre(1, kNoNeighbour, 0, kNoNeighbour));
  EXPECT_THAT(MapNeighbours(points).NearestOfAll(0, 2), IsEmpty());
  EXPECT_THAT(MapNeighbours({}).NearestOfAll(5, 2), IsEmpty());
  const std::vector<MapPoint> nowhere(3, MapPoint{kNaN, 0});
  EXPECT_THAT(MapNeighbours(nowhere).NearestOfAll(1, 2),
              ElementsAre(kNoNeighbour, kNoNeighbour, kNoNeighbour));
}

TEST(MapNeighbours, AreTheSameOnAnyNumberOfThreads) {
  const MapNeighbours map(RandomPoints(3'000, 50));
  EXPECT_EQ(map.NearestOfAll(10, 1), map.NearestOfAll(10, 7));
}

TEST(MapNeighbours, HaveEachFinitePointAtOnePlace) {
  std::vector<MapPoint> points = RandomPoints(100, 10);
  points[7].x = kNaN;
  const MapNeighbours map(points);
  std::vector<std::uint32_t> ids;
  for (std::size_t place = 0; place < map.places(); ++place) ids.push_back(map.IdAt(place));
  std::ranges::sort(ids);
  ASSERT_EQ(ids.size(), 99u);
  for (std::uint32_t i = 0; i < 99; ++i) EXPECT_EQ(ids[i], i < 7 ? i : i + 1);
}

}  // namespace
}  // namespace hogvec
