#include "layout/square.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace hogvec {
namespace {

constexpr float kDisc = 0.95f, kRim = 0.99f;  // radii

MapPoint MeanOf(std::span<const MapPoint> places, std::span<const std::uint8_t> counts) {
  double x = 0, y = 0, count = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (counts[i] == 0) continue;
    x += double{places[i].x};
    y += double{places[i].y};
    ++count;
  }
  if (count == 0) return {};
  return {static_cast<float>(x / count), static_cast<float>(y / count)};
}

float RadiusAround(MapPoint middle, std::span<const MapPoint> places,
                   std::span<const std::uint8_t> counts) {
  float radius = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (counts[i] == 0) continue;
    radius = std::max(radius, std::hypot(places[i].x - middle.x, places[i].y - middle.y));
  }
  return radius;
}

MapPoint OnRim(std::size_t number, std::size_t count) {
  const double angle =
      2 * std::numbers::pi * static_cast<double>(number) / static_cast<double>(count);
  return {static_cast<float>(double{kRim} * std::cos(angle)),
          static_cast<float>(double{kRim} * std::sin(angle))};
}

}  // namespace

std::vector<MapPoint> OnSquare(std::span<const MapPoint> places,
                               std::span<const std::uint8_t> has_direction) {
  const MapPoint middle = MeanOf(places, has_direction);
  const float radius = RadiusAround(middle, places, has_direction);
  const float scale = radius > 0 ? kDisc / radius : 0;
  const auto outside = static_cast<std::size_t>(std::ranges::count(has_direction, 0));
  std::size_t at_rim = 0;
  std::vector<MapPoint> points(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    points[i] = has_direction[i] == 0
                    ? OnRim(at_rim++, outside)
                    : MapPoint{(places[i].x - middle.x) * scale, (places[i].y - middle.y) * scale};
  }
  return points;
}

}  // namespace hogvec
