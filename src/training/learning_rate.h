#ifndef HOGVEC_TRAINING_LEARNING_RATE_H_
#define HOGVEC_TRAINING_LEARNING_RATE_H_

#include <algorithm>
#include <cstdint>

namespace hogvec {

// The learning rate as a function of global progress: it falls linearly from `alpha` towards 0 over
// the whole run and stops at alpha * 1e-4, as in word2vec.c. Progress is counted in in-vocabulary
// tokens before subsampling, over all workers and epochs.
class LearningRate {
 public:
  static constexpr double kFloor = 1e-4;

  LearningRate(double alpha, std::uint64_t total_tokens)
      : alpha_(alpha), total_(static_cast<double>(total_tokens)) {}

  double At(std::uint64_t tokens_done) const {
    const double left = 1 - static_cast<double>(tokens_done) / total_;
    return alpha_ * std::max(left, kFloor);
  }

 private:
  double alpha_;
  double total_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_LEARNING_RATE_H_
