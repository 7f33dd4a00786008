#ifndef HOGVEC_TRAINING_LEARNING_RATE_H_
#define HOGVEC_TRAINING_LEARNING_RATE_H_

#include <algorithm>
#include <cstdint>
#include <optional>

namespace hogvec {

// The learning rate as a function of global progress: it falls linearly over the whole run, from
// `alpha` to `min_alpha` as in gensim, or, without that, towards 0 and stops at alpha * 1e-4 as in
// word2vec.c. Progress is counted in in-vocabulary tokens before subsampling, over all workers and
// epochs.
class LearningRate {
 public:
  static constexpr double kFloor = 1e-4;

  LearningRate(double alpha, std::uint64_t total_tokens, std::optional<double> min_alpha = {})
      : alpha_(alpha),
        end_(min_alpha.value_or(0)),
        floor_(min_alpha ? 0 : kFloor),
        total_(static_cast<double>(total_tokens)) {}

  double At(std::uint64_t tokens_done) const {
    const double left = 1 - static_cast<double>(tokens_done) / total_;
    return end_ + (alpha_ - end_) * std::max(left, floor_);
  }

 private:
  double alpha_;
  double end_;    // what it falls towards
  double floor_;  // the share of the way at which it stops
  double total_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_LEARNING_RATE_H_
