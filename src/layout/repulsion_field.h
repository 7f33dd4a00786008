#ifndef HOGVEC_LAYOUT_REPULSION_FIELD_H_
#define HOGVEC_LAYOUT_REPULSION_FIELD_H_

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "hogvec/layout.h"
#include "layout/convolution.h"

namespace hogvec {

// The values and slopes, at `t` from 0 to 1 between two nodes, of the four cubic B-splines that are
// not zero there; slopes are per node.
struct SplineWeights {
  explicit SplineWeights(float t);

  std::array<float, 4> values, slopes;
};

// What all points together do to a place.
struct Repulsion {
  float potential =
      0;          // sum_j q_j with q_j = 1 / (1 + d_j^2): 1 for a point that lies there itself
  MapPoint push;  // sum_j q_j^2 (place - point_j)
};

// The repulsion of t-SNE (van der Maaten and Hinton 2008) by all points at once, computed on a grid
// in a time that hardly depends on their number. Since the slope of 1 / (1 + d^2) is -2 q^2 d, the
// push is minus half the slope of the potential, so that one convolution gives both.
//
// Setting is for one thread at a time, and runs on several; then At may be called concurrently.
class RepulsionField {
 public:
  // The distance of two nodes, where 1 is the kernel's width. What a point does to its own place is
  // wrong by up to 2.4 % then (7 % at 0.7, 0.6 % at 0.35), and less so what others do to it. A
  // finer grid costs as much more time as it has nodes.
  static constexpr float kSpacing = 0.5f;

  explicit RepulsionField(std::size_t threads) : threads_(threads) {}

  // Computes the field of these points, which must be finite.
  void Set(std::span<const MapPoint> points);

  // At any place between the outermost points.
  Repulsion At(MapPoint place) const noexcept;

 private:
  struct Node {
    std::size_t x, y;  // the second of the four nodes on each axis
    float right, up;   // how far beyond it, from 0 to 1
  };

  Node NodeAt(MapPoint place) const noexcept;
  void Fit(std::span<const MapPoint> points);
  void Spread(std::span<const MapPoint> points);

  std::size_t threads_;
  std::unique_ptr<GridConvolution> convolution_;
  std::vector<std::vector<float>> grids_;  // of each thread; the first is the sum
  MapPoint origin_;                        // the place of node (0, 0)
};

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_REPULSION_FIELD_H_
