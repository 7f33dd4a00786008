#include "explore/nearness.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

namespace hogvec::explore {
namespace {

constexpr std::size_t kRecallPlaces = 10;

// Squared. A point without a place is far from everything.
float Distance(MapPoint a, MapPoint b) {
  const float x = a.x - b.x, y = a.y - b.y;
  const float square = x * x + y * y;
  return std::isnan(square) ? std::numeric_limits<float>::infinity() : square;
}

// Counts distances between limits, which ascend and of which there is one. Most of the range is
// divided into steps that no limit lies in, whose distances need no comparison.
class DistanceCounter {
 public:
  explicit DistanceCounter(std::span<const float> limits)
      : limits_(limits), counts_(limits.size() + 1), places_(kSteps + 1, kUnsettled) {
    const float scale = static_cast<float>(kSteps) / limits.back();
    if (std::isfinite(scale) && scale > 0) scale_ = scale;
    std::size_t place = 0;
    for (std::size_t step = 0; step <= kSteps; ++step) {
      const std::size_t first = place;
      while (place < limits.size() && StepOf(limits[place]) == step) ++place;
      if (place == first) places_[step] = static_cast<std::uint32_t>(place);
    }
  }

  void Add(float distance) { ++counts_[PlaceOf(distance)]; }
  void Remove(float distance) { --counts_[PlaceOf(distance)]; }

  // How many distances are less than each limit.
  std::vector<std::size_t> LessThan() const {
    std::vector<std::size_t> less(limits_.size());
    std::partial_sum(counts_.begin(), counts_.end() - 1, less.begin());
    return less;
  }

 private:
  static constexpr std::size_t kSteps = 4096;
  static constexpr std::uint32_t kUnsettled = std::numeric_limits<std::uint32_t>::max();

  std::size_t StepOf(float distance) const {
    return static_cast<std::size_t>(std::min(distance * scale_, static_cast<float>(kSteps)));
  }

  // The number of limits that are not larger.
  std::size_t PlaceOf(float distance) const {
    const std::uint32_t place = places_[StepOf(distance)];
    if (place != kUnsettled) return place;
    const auto above = std::upper_bound(limits_.begin(), limits_.end(), distance);
    return static_cast<std::size_t>(above - limits_.begin());
  }

  std::span<const float> limits_;
  std::vector<std::size_t> counts_;
  std::vector<std::uint32_t> places_;  // of the distances of a step
  float scale_ = 1;                    // steps per distance
};

// How many of the points but `word` are nearer to it than each of `limits`.
std::vector<std::size_t> NearerThan(std::span<const MapPoint> points, std::size_t word,
                                    std::span<const float> limits) {
  DistanceCounter counter(limits);
  const MapPoint from = points[word];
  for (const MapPoint point : points) counter.Add(Distance(point, from));
  counter.Remove(Distance(from, from));
  return counter.LessThan();
}

}  // namespace

std::vector<std::size_t> MapRanks(std::span<const MapPoint> points, WordId word,
                                  std::span<const Neighbour> answers) {
  if (answers.empty()) return {};
  const auto distance_of = [&](const Neighbour& answer) {
    return Distance(points[ToIndex(answer.id)], points[ToIndex(word)]);
  };
  std::vector<float> distances(answers.size());
  std::transform(answers.begin(), answers.end(), distances.begin(), distance_of);
  std::sort(distances.begin(), distances.end());
  const std::vector<std::size_t> nearer = NearerThan(points, ToIndex(word), distances);
  std::vector<std::size_t> ranks;
  ranks.reserve(answers.size());
  for (const Neighbour& answer : answers) {
    const auto at = std::lower_bound(distances.begin(), distances.end(), distance_of(answer));
    ranks.push_back(1 + nearer[static_cast<std::size_t>(at - distances.begin())]);
  }
  return ranks;
}

std::size_t NearestPlaces(std::size_t words) {
  return std::clamp<std::size_t>(words / 100, 10, 100);
}

double MapRecall(std::span<const std::size_t> ranks) {
  const std::size_t places = std::min(ranks.size(), kRecallPlaces);
  const auto kept =
      std::ranges::count_if(ranks.first(places), [&](std::size_t rank) { return rank <= places; });
  return static_cast<double>(kept) / static_cast<double>(places);
}

}  // namespace hogvec::explore
