#ifndef HOGVEC_KERNEL_LOSS_H_
#define HOGVEC_KERNEL_LOSS_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace hogvec {

// A sum of losses over some pairs of words. Double, since a float stops growing at 2^24 terms of
// about 1.
struct LossSum {
  double loss = 0;
  std::uint64_t pairs = 0;

  void Add(const LossSum& other) {
    loss += other.loss;
    pairs += other.pairs;
  }
  // NaN without pairs, which have no loss.
  double Mean() const { return loss / static_cast<double>(pairs); }
};

// -log s(x) = log(1 + e^-x), without overflow.
inline float NegativeLogSigmoid(float x) {
  return std::log1p(std::exp(-std::abs(x))) + std::max(-x, 0.0f);
}

// The loss of a pair by rows that know nothing: each of its 1 + negatives outcomes has probability
// one half, at a cost of ln 2.
inline double ChanceLoss(std::size_t negatives) {
  return std::numbers::ln2 * static_cast<double>(1 + negatives);
}

// The loss of a pair at which a run has diverged. Learning rates that end well can bring a few
// times that of chance for a while; a hundred times means products of rows in the hundreds, and
// they only grow from there.
inline double HopelessLoss(std::size_t negatives) { return 100 * ChanceLoss(negatives); }

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_LOSS_H_
