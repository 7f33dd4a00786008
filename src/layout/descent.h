#ifndef HOGVEC_LAYOUT_DESCENT_H_
#define HOGVEC_LAYOUT_DESCENT_H_

#include <cstddef>
#include <span>
#include <vector>

#include "hogvec/layout.h"
#include "layout/links.h"
#include "layout/motion.h"
#include "layout/repulsion_field.h"

namespace hogvec {

// Gradient descent on t-SNE's loss, the divergence of the links' weights from
// q_ij = 1 / (1 + d_ij^2) / Z, with Z the sum of 1 / (1 + d^2) over all pairs:
//
//   slope_i = 4 (e sum_j w_ij (y_i - y_j) / (1 + d_ij^2) - n / Z sum_j (y_i - y_j) / (1 +
//   d_ij^2)^2)
//
// with w the links' weights (their sum is the number n of points) and e the exaggeration: 4 at
// first, so that what belongs together finds itself, and 1 from the 150th step on. Steps have
// momentum and a gain of their own for each coordinate (Jacobs 1988), which grows while its slope
// keeps its sign; the rate is n / e (Belkina et al. 2019).
//
// For one thread at a time; runs on several. One thread gives the same each time.
class Descent {
 public:
  // `links` of as many words as there are points, which must be finite.
  Descent(Links links, std::vector<MapPoint> start, std::size_t threads);

  void Step();

  std::span<const MapPoint> points() const { return points_; }

 private:
  float Exaggeration() const;
  double SetPushes();
  void Move(float exaggeration, float repulsion);
  MapPoint Attraction(std::size_t i) const;

  Links links_;
  std::size_t threads_, steps_ = 0;
  RepulsionField field_;
  std::vector<MapPoint> points_, next_, pushes_;
  std::vector<Motion> motions_;
};

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_DESCENT_H_
