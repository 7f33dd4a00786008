#include "layout/repulsion_field.h"

#include <algorithm>

#include "base/parts.h"

namespace hogvec {
namespace {

constexpr std::size_t kLeastSide = 16;
// Nodes around the outermost points: the splines reach two beyond a point's cell.
constexpr std::size_t kMargin = 5;
// A grid is made anew when it is too small, or more than this much larger than it need be.
constexpr double kSpareSide = 1.4;

struct Bounds {
  MapPoint low, high;
};

Bounds BoundsOf(std::span<const MapPoint> points) {
  if (points.empty()) return {};
  Bounds bounds{points[0], points[0]};
  for (const MapPoint& point : points) {
    bounds.low = {std::min(bounds.low.x, point.x), std::min(bounds.low.y, point.y)};
    bounds.high = {std::max(bounds.high.x, point.x), std::max(bounds.high.y, point.y)};
  }
  return bounds;
}

}  // namespace

SplineWeights::SplineWeights(float t) {
  const float u = 1 - t;
  values = {u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * u * u * u - 6 * u * u + 4) / 6,
            t * t * t / 6};
  slopes = {-u * u / 2, (3 * t * t - 4 * t) / 2, -(3 * u * u - 4 * u) / 2, t * t / 2};
}

void RepulsionField::Set(std::span<const MapPoint> points) {
  Fit(points);
  Spread(points);
  convolution_->Run(grids_[0]);
}

// A side grows by an eighth more than it must, since points move apart.
void RepulsionField::Fit(std::span<const MapPoint> points) {
  const Bounds bounds = BoundsOf(points);
  const float width = bounds.high.x - bounds.low.x, height = bounds.high.y - bounds.low.y;
  const std::size_t needed =
      std::max(kLeastSide, static_cast<std::size_t>(std::max(width, height) / kSpacing) + kMargin);
  const std::size_t side = convolution_ ? convolution_->side() : 0;
  if (needed > side || static_cast<double>(side) > kSpareSide * static_cast<double>(needed)) {
    convolution_ = std::make_unique<GridConvolution>(needed + needed / 8, kSpacing, threads_);
  }
  const float half = static_cast<float>(convolution_->side() - 1) / 2 * kSpacing;
  origin_ = {(bounds.low.x + bounds.high.x) / 2 - half, (bounds.low.y + bounds.high.y) / 2 - half};
}

RepulsionField::Node RepulsionField::NodeAt(MapPoint place) const noexcept {
  const auto last = static_cast<float>(convolution_->side() - 3);
  const float x = std::clamp((place.x - origin_.x) / kSpacing, 1.0f, last);
  const float y = std::clamp((place.y - origin_.y) / kSpacing, 1.0f, last);
  const auto node_x = static_cast<std::size_t>(x), node_y = static_cast<std::size_t>(y);
  return {node_x, node_y, x - static_cast<float>(node_x), y - static_cast<float>(node_y)};
}

// Each thread has a grid of its own, to be added up.
void RepulsionField::Spread(std::span<const MapPoint> points) {
  const std::size_t side = convolution_->side();
  grids_.resize(threads_);
  RunParts(threads_, points.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
    std::vector<float>& grid = grids_[part];
    grid.assign(side * side, 0);
    for (std::size_t i = begin; i < end; ++i) {
      const Node node = NodeAt(points[i]);
      const SplineWeights across(node.right), along(node.up);
      float* const corner = grid.data() + (node.y - 1) * side + node.x - 1;
      for (std::size_t r = 0; r < 4; ++r) {
        for (std::size_t c = 0; c < 4; ++c) {
          corner[r * side + c] += along.values[r] * across.values[c];
        }
      }
    }
  });
  for (std::size_t part = 1; part < threads_; ++part) {
    for (std::size_t i = 0; i < side * side; ++i) grids_[0][i] += grids_[part][i];
  }
}

Repulsion RepulsionField::At(MapPoint place) const noexcept {
  const std::size_t side = convolution_->side();
  const Node node = NodeAt(place);
  const SplineWeights across(node.right), along(node.up);
  const float* const corner = grids_[0].data() + (node.y - 1) * side + node.x - 1;
  float potential = 0, slope_x = 0, slope_y = 0;
  for (std::size_t r = 0; r < 4; ++r) {
    float value = 0, slope = 0;
    for (std::size_t c = 0; c < 4; ++c) {
      value += across.values[c] * corner[r * side + c];
      slope += across.slopes[c] * corner[r * side + c];
    }
    potential += along.values[r] * value;
    slope_x += along.values[r] * slope;
    slope_y += along.slopes[r] * value;
  }
  return {potential, {-slope_x / (2 * kSpacing), -slope_y / (2 * kSpacing)}};
}

}  // namespace hogvec
