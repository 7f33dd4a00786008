#include "layout/descent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "layout/map_neighbours.h"
#include "layout/random_points.h"

namespace hogvec {
namespace {

using testing::RandomPoints;

// Word i has those before and after it on a circle.
NearestWords Circle(std::size_t words) {
  NearestWords nearest{4, {}};
  const auto count = static_cast<std::uint32_t>(words);
  for (std::uint32_t i = 0; i < count; ++i) {
    for (const std::uint32_t step : {1u, count - 1, 2u, count - 2}) {
      nearest.ids.push_back((i + step) % count);
    }
  }
  return nearest;
}

// t-SNE's loss with exaggerated attraction, times the number of points, but for what does not
// depend on them: sum over links of e w log(1 + d^2), and n log Z.
double Loss(const Links& links, std::span<const MapPoint> points, double exaggeration) {
  double attraction = 0, pairs = 0;
  const auto squared = [&](std::size_t i, std::size_t j) {
    const double x = points[i].x - points[j].x, y = points[i].y - points[j].y;
    return x * x + y * y;
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const Links::Link& link : links.Of(i)) {
      attraction += double{link.weight} * std::log1p(squared(i, link.to));
    }
    for (std::size_t j = 0; j < points.size(); ++j) {
      if (i != j) pairs += 1 / (1 + squared(i, j));
    }
  }
  return exaggeration * attraction + static_cast<double>(points.size()) * std::log(pairs);
}

double SlopeOfLoss(const Links& links, std::vector<MapPoint> points, std::size_t i, bool along_x) {
  constexpr float kStep = 0.01f;
  float& coordinate = along_x ? points[i].x : points[i].y;
  const float at = coordinate;
  coordinate = at + kStep;
  const double above = Loss(links, points, 4);
  coordinate = at - kStep;
  return (above - Loss(links, points, 4)) / double{2 * kStep};
}

// The first step goes from rest, at a rate of 1/4: by the slope, times a gain of 0.8 to the left or
// below, where speed and slope are both not positive, and of 1.2 to the right.
double SlopeOfFirstStep(float moved) { return -4 * double{moved} / (moved < 0 ? 1.2 : 0.8); }

TEST(Descent, StepsAlongTheSlopeOfTheLoss) {
  const Links links(Circle(200), 200, 4);
  const auto start = RandomPoints(200, 4);
  Descent descent(links, start, 2);
  descent.Step();
  double error = 0, length = 0;
  for (std::size_t i = 0; i < 200; i += 10) {
    const MapPoint to = descent.points()[i];
    const double x = SlopeOfLoss(links, start, i, true), y = SlopeOfLoss(links, start, i, false);
    error += std::hypot(SlopeOfFirstStep(to.x - start[i].x) - x,
                        SlopeOfFirstStep(to.y - start[i].y) - y);
    length += std::hypot(x, y);
  }
  EXPECT_LT(error / length, 0.03);
}

TEST(Descent, LowersTheLoss) {
  const Links links(Circle(300), 300, 4);
  const auto start = RandomPoints(300, 3);
  Descent descent(links, start, 1);
  for (int i = 0; i < 400; ++i) descent.Step();
  EXPECT_LT(Loss(links, descent.points(), 1), Loss(links, start, 1) - 300);
}

TEST(Descent, BringsNeighboursTogether) {
  const std::size_t words = 400;
  Descent descent(Links(Circle(words), words, 4), RandomPoints(words, 3), 2);
  for (int i = 0; i < 500; ++i) descent.Step();
  const MapNeighbours map(descent.points());
  const auto nearest = map.NearestOfAll(2, 1);
  std::size_t found = 0;
  for (std::uint32_t i = 0; i < words; ++i) {
    for (std::size_t k = 0; k < 2; ++k) {
      const std::size_t apart = (nearest[2 * i + k] + words - i) % words;
      found += apart <= 2 || apart + 2 >= words ? 1 : 0;
    }
  }
  EXPECT_GT(found, words * 2 * 9 / 10);
}

TEST(Descent, IsTheSameEachTimeOnOneThread) {
  const auto run = [] {
    Descent descent(Links(Circle(100), 100, 4), RandomPoints(100, 3), 1);
    for (int i = 0; i < 50; ++i) descent.Step();
    return std::vector<MapPoint>(descent.points().begin(), descent.points().end());
  };
  EXPECT_EQ(run(), run());
}

// A few points, far apart, at one place or without links, must not be thrown to infinity.
TEST(Descent, StaysFiniteForFewPointsAndForPointsWithoutLinks) {
  for (const std::size_t words : {2u, 3u, 5u, 40u}) {
    for (const bool linked : {true, false}) {
      const NearestWords nearest = linked ? Circle(words) : NearestWords{0, {}};
      Descent descent(Links(nearest, linked ? words : 0, 4).words() == words
                          ? Links(nearest, words, 4)
                          : Links({1, std::vector<std::uint32_t>(words, kNoNeighbour)}, words, 1),
                      std::vector<MapPoint>(words), 1);
      for (int i = 0; i < 500; ++i) descent.Step();
      for (const MapPoint& point : descent.points()) {
        EXPECT_LT(std::abs(point.x), 5'000) << words;
        EXPECT_LT(std::abs(point.y), 5'000) << words;
      }
    }
  }
}

}  // namespace
}  // namespace hogvec
