#include "layout/repulsion_field.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layout/random_points.h"

namespace hogvec {
namespace {

using testing::RandomPoints;

// By its definition, point by point.
Repulsion ExactRepulsion(std::span<const MapPoint> points, MapPoint place) {
  double potential = 0, push_x = 0, push_y = 0;
  for (const MapPoint& point : points) {
    const double x = place.x - point.x, y = place.y - point.y;
    const double q = 1 / (1 + x * x + y * y);
    potential += q;
    push_x += q * q * x;
    push_y += q * q * y;
  }
  return {static_cast<float>(potential), {static_cast<float>(push_x), static_cast<float>(push_y)}};
}

double Length(MapPoint point) { return std::hypot(double{point.x}, double{point.y}); }

// The means over all points: error of the push / length of the push.
double ErrorOfPushes(std::span<const MapPoint> points, const RepulsionField& field) {
  double error = 0, length = 0;
  for (const MapPoint& point : points) {
    const Repulsion exact = ExactRepulsion(points, point), found = field.At(point);
    error += Length({exact.push.x - found.push.x, exact.push.y - found.push.y});
    length += Length(exact.push);
    EXPECT_NEAR(found.potential, exact.potential, 0.02 * double{exact.potential} + 0.02);
  }
  return error / length;
}

TEST(SplineWeights, AddUpToOneAndTheirSlopesToNothing) {
  for (const float t : {0.0f, 0.3f, 0.9f, 1.0f}) {
    const SplineWeights weights(t);
    float values = 0, slopes = 0, place = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      values += weights.values[i];
      slopes += weights.slopes[i];
      place += weights.values[i] * (static_cast<float>(i) - 1);
    }
    EXPECT_NEAR(values, 1, 1e-6f);
    EXPECT_NEAR(slopes, 0, 1e-6f);
    EXPECT_NEAR(place, t, 1e-6f);
  }
}

TEST(SplineWeights, HaveTheSlopesOfTheirValues) {
  constexpr float kStep = 1e-2f;
  for (const float t : {0.1f, 0.5f, 0.8f}) {
    const SplineWeights before(t - kStep), here(t), after(t + kStep);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(here.slopes[i], (after.values[i] - before.values[i]) / (2 * kStep), 1e-3f);
    }
  }
}

struct Spread {
  float half_width;
  double error;
};

// Most of the error is what a point does to its own place, so it counts for more where others are
// far away.
TEST(RepulsionField, IsTheSumOverAllPoints) {
  for (const Spread spread : {Spread{0.5f, 0.03}, {2, 0.02}, {5, 0.03}, {20, 0.1}}) {
    const auto points = RandomPoints(500, spread.half_width);
    RepulsionField field(2);
    field.Set(points);
    EXPECT_LT(ErrorOfPushes(points, field), spread.error) << spread.half_width;
  }
}

TEST(RepulsionField, FollowsPointsThatMoveApartAndTogether) {
  RepulsionField field(1);
  for (const float half_width : {1.0f, 10.0f, 25.0f, 2.0f}) {
    field.Set(RandomPoints(200, half_width, 7));
    const auto points = RandomPoints(200, half_width);
    field.Set(points);
    EXPECT_LT(ErrorOfPushes(points, field), 0.15) << half_width;
  }
}

TEST(RepulsionField, OfOnePointPushesNothing) {
  const std::vector<MapPoint> alone{{3, -4}};
  RepulsionField field(1);
  field.Set(alone);
  EXPECT_NEAR(field.At(alone[0]).potential, 1, 0.03);
  EXPECT_NEAR(Length(field.At(alone[0]).push), 0, 0.02);
}

TEST(RepulsionField, IsTheSameForAnyNumberOfThreadsButForRounding) {
  const auto points = RandomPoints(300, 10);
  RepulsionField one(1), three(3);
  one.Set(points);
  three.Set(points);
  for (const MapPoint& point : points) {
    EXPECT_NEAR(one.At(point).potential, three.At(point).potential, 1e-3f);
  }
}

}  // namespace
}  // namespace hogvec
