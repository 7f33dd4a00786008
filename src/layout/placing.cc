#include "layout/placing.h"

#include <algorithm>

#include "base/parts.h"
#include "layout/motion.h"
#include "layout/repulsion_field.h"

namespace hogvec {
namespace {

// A point that moves alone among fixed ones, so its sum Z is its potential.
class Placing {
 public:
  Placing(const RepulsionField& field, std::span<const MapPoint> fixed,
          std::span<const std::uint32_t> near)
      : field_(field), fixed_(fixed), near_(near) {}

  MapPoint Place() const {
    if (near_.empty()) return {};
    MapPoint at = Mean();
    Motion motion;
    for (int step = 0; step < kSteps; ++step) at = motion.Moved(at, SlopeAt(at), kRate);
    return at;
  }

 private:
  static constexpr int kSteps = 50;
  static constexpr float kRate = 0.2f;

  MapPoint Mean() const {
    MapPoint mean;
    const float weight = 1 / static_cast<float>(near_.size());
    for (const std::uint32_t id : near_) {
      mean = {mean.x + weight * fixed_[id].x, mean.y + weight * fixed_[id].y};
    }
    return mean;
  }

  MapPoint SlopeAt(MapPoint at) const {
    const Repulsion repulsion = field_.At(at);
    const float weight = 1 / static_cast<float>(near_.size());
    const float push = 1 / std::max(repulsion.potential, 1e-6f);
    MapPoint slope{-push * repulsion.push.x, -push * repulsion.push.y};
    for (const std::uint32_t id : near_) {
      const float x = at.x - fixed_[id].x, y = at.y - fixed_[id].y;
      const float pull = weight / (1 + x * x + y * y);
      slope = {slope.x + pull * x, slope.y + pull * y};
    }
    return {4 * slope.x, 4 * slope.y};
  }

  const RepulsionField& field_;
  std::span<const MapPoint> fixed_;
  std::span<const std::uint32_t> near_;
};

}  // namespace

std::vector<MapPoint> PlaceBetween(
    std::span<const MapPoint> fixed, std::size_t count,
    const std::function<std::vector<std::uint32_t>(std::size_t)>& near, std::size_t threads) {
  RepulsionField field(threads);
  field.Set(fixed);
  std::vector<MapPoint> places(count);
  RunParts(threads, count, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<std::uint32_t> of_point = near(i);
      places[i] = Placing(field, fixed, of_point).Place();
    }
  });
  return places;
}

}  // namespace hogvec
