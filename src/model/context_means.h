#ifndef HOGVEC_MODEL_CONTEXT_MEANS_H_
#define HOGVEC_MODEL_CONTEXT_MEANS_H_

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "base/aligned_floats.h"
#include "hogvec/train_options.h"
#include "kernel/kernel.h"

namespace hogvec {

// The inputs of CBOW: for each window the mean of its context words' inputs, or their sum. Steps
// train it as they would an input of skip-gram; afterwards the context words gain their part.
//
// With h = m sum_i x_i over n context words, m being 1/n for a mean and 1 for a sum, the gradient
// of the loss for each x_i is m times that for h, so each gains m times what h gains.
// CbowUpdate::kWord2vec leaves out the m.
//
// For one thread.
class ContextMeans {
 public:
  ContextMeans(const TrainOptions& options, const Kernel& kernel, std::size_t stride);

  // The inputs of one window or of two, and the window of each: those with a context word, of which
  // `counts` has how many. `contexts` are the context words' inputs and the windows that each
  // belongs to, which may be none; they must live until Scatter(). The result is valid until the
  // next call.
  std::pair<std::span<float* const>, std::span<const WindowSet>> Compose(
      const ContextRows& contexts, const std::array<std::size_t, 2>& counts);

  // Trains these inputs by a step, or by several with other outputs, for all of which they stay as
  // they are, as in word2vec.c. But after every kOutputsPerMean outputs the context words learn and
  // the inputs are composed anew: the sum of many more gains would take them too far.
  void Train(const StepBatch& batch, StepScratch& scratch);
  static constexpr std::size_t kOutputsPerMean = 64;

  // Gives the context words of the last Compose() what its inputs have gained, and fetches rows of
  // later steps meanwhile.
  void Scatter(std::span<const float* const> upcoming = {}) {
    contexts_.upcoming = upcoming;
    kernel_.add_to_contexts(contexts_, factors_, gains_);
  }

 private:
  const Kernel& kernel_;
  const bool of_mean_, corrected_;
  AlignedFloats memory_;
  float* const means_[2];
  float* const gains_[2];
  ContextRows contexts_;
  float scales_[2] = {};     // of the sum of a window's rows
  float factors_[2] = {};    // of a gain, for each context word
  std::size_t outputs_ = 0;  // that the inputs have met
  // Of the windows with a context word:
  float* inputs_[2] = {};
  float* gains_of_inputs_[2] = {};
  WindowSet windows_[2] = {};
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_CONTEXT_MEANS_H_
