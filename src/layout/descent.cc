#include "layout/descent.h"

#include <algorithm>
#include <utility>

#include "base/parts.h"

namespace hogvec {
namespace {

constexpr float kFirstExaggeration = 4;
constexpr float kExaggeratedSteps = 150;
}  // namespace

Descent::Descent(Links links, std::vector<MapPoint> start, std::size_t threads)
    : links_(std::move(links)),
      threads_(threads),
      field_(threads),
      points_(std::move(start)),
      next_(points_.size()),
      pushes_(points_.size()),
      motions_(points_.size()) {}

float Descent::Exaggeration() const {
  const float left = std::max(0.0f, 1 - static_cast<float>(steps_) / kExaggeratedSteps);
  return 1 + (kFirstExaggeration - 1) * left * left;
}

void Descent::Step() {
  field_.Set(points_);
  const double pairs = SetPushes();
  const auto count = static_cast<double>(points_.size());
  Move(Exaggeration(), static_cast<float>(count / std::max(pairs, 1e-30)));
  std::swap(points_, next_);
  ++steps_;
}

// Returns the sum of 1 / (1 + d^2) over all pairs: of the potentials, without each point's own.
double Descent::SetPushes() {
  std::vector<double> sums(threads_);
  RunParts(threads_, points_.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Repulsion repulsion = field_.At(points_[i]);
      pushes_[i] = repulsion.push;
      sums[part] += repulsion.potential - 1;
    }
  });
  double sum = 0;
  for (const double of_part : sums) sum += of_part;
  return sum;
}

MapPoint Descent::Attraction(std::size_t i) const {
  const MapPoint here = points_[i];
  MapPoint sum;
  for (const Links::Link& link : links_.Of(i)) {
    const float x = here.x - points_[link.to].x, y = here.y - points_[link.to].y;
    const float pull = link.weight / (1 + x * x + y * y);
    sum = {sum.x + pull * x, sum.y + pull * y};
  }
  return sum;
}

void Descent::Move(float exaggeration, float repulsion) {
  const float rate = 1 / exaggeration;
  RunParts(threads_, points_.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const MapPoint pull = Attraction(i), push = pushes_[i];
      const MapPoint slope{4 * (exaggeration * pull.x - repulsion * push.x),
                           4 * (exaggeration * pull.y - repulsion * push.y)};
      next_[i] = motions_[i].Moved(points_[i], slope, rate);
    }
  });
}

}  // namespace hogvec
