#include "layout/start.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/random.h"

namespace hogvec {
namespace {

constexpr float kDeviation = 3, kGivenDeviation = 20;
constexpr float kJitter = 0.01f;

bool IsFinite(MapPoint point) { return std::isfinite(point.x) && std::isfinite(point.y); }

// Around their mean, the same on both axes; as they are if they are all at one place.
void ScaleTo(float deviation, std::vector<MapPoint>& points) {
  double x = 0, y = 0, squares = 0;
  const auto count = static_cast<double>(points.size());
  for (const MapPoint& point : points) {
    x += double{point.x} / count;
    y += double{point.y} / count;
  }
  for (const MapPoint& point : points)
    squares += std::pow(point.x - x, 2) + std::pow(point.y - y, 2);
  const double found = std::sqrt(squares / (2 * count));
  const double scale = found > 1e-12 ? deviation / found : 1;
  for (MapPoint& point : points) {
    point = {static_cast<float>((point.x - x) * scale), static_cast<float>((point.y - y) * scale)};
  }
}

void Jitter(std::span<const std::uint32_t> words, std::uint64_t seed,
            std::vector<MapPoint>& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    Random random(seed, RandomPurpose::kLayout, words[i]);
    points[i].x += kJitter * (2 * random.UnitFloat() - 1);
    points[i].y += kJitter * (2 * random.UnitFloat() - 1);
  }
}

MapPoint MeanOfPlaced(std::span<const MapPoint> given, std::span<const std::uint32_t> nearest) {
  MapPoint sum;
  float count = 0;
  for (const std::uint32_t id : nearest) {
    if (id == kNoNeighbour || !IsFinite(given[id])) continue;
    sum = {sum.x + given[id].x, sum.y + given[id].y};
    ++count;
  }
  return count == 0 ? MapPoint{} : MapPoint{sum.x / count, sum.y / count};
}

// The lower 16 bits, each followed by a zero.
std::uint32_t Spaced(std::uint32_t bits) {
  bits = (bits | bits << 8) & 0x00FF00FF;
  bits = (bits | bits << 4) & 0x0F0F0F0F;
  bits = (bits | bits << 2) & 0x33333333;
  return (bits | bits << 1) & 0x55555555;
}

std::uint32_t SixteenBits(float value, float low, float high) {
  return high > low ? static_cast<std::uint32_t>((value - low) / (high - low) * 65535) : 0;
}

}  // namespace

std::vector<MapPoint> StartOf(std::span<const MapPoint> components,
                              std::span<const std::uint32_t> words, std::uint64_t seed) {
  std::vector<MapPoint> points;
  points.reserve(words.size());
  for (const std::uint32_t word : words) points.push_back(components[word]);
  ScaleTo(kDeviation, points);
  Jitter(words, seed, points);
  return points;
}

std::vector<MapPoint> StartOfGiven(std::span<const MapPoint> given, const NearestWords& nearest,
                                   std::span<const std::uint32_t> words, std::uint64_t seed) {
  std::vector<MapPoint> points;
  points.reserve(words.size());
  for (const std::uint32_t word : words) {
    const MapPoint place = given[word];
    points.push_back(IsFinite(place) ? place : MeanOfPlaced(given, nearest.Of(word)));
  }
  ScaleTo(kGivenDeviation, points);
  Jitter(words, seed, points);
  return points;
}

std::vector<std::uint32_t> AlongCurve(std::span<const MapPoint> points,
                                      std::span<const std::uint32_t> words) {
  if (words.empty()) return {};
  MapPoint low = points[words[0]], high = low;
  for (const std::uint32_t word : words) {
    low = {std::min(low.x, points[word].x), std::min(low.y, points[word].y)};
    high = {std::max(high.x, points[word].x), std::max(high.y, points[word].y)};
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keys;
  keys.reserve(words.size());
  for (const std::uint32_t word : words) {
    const auto [x, y] = points[word];
    keys.emplace_back(
        Spaced(SixteenBits(x, low.x, high.x)) | Spaced(SixteenBits(y, low.y, high.y)) << 1, word);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order;
  order.reserve(words.size());
  for (const auto& key : keys) order.push_back(key.second);
  return order;
}

}  // namespace hogvec
