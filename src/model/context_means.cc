#include "model/context_means.h"

namespace hogvec {

ContextMeans::ContextMeans(const TrainOptions& options, const Kernel& kernel, std::size_t stride)
    : kernel_(kernel),
      of_mean_(options.cbow_mean),
      corrected_(options.cbow_update == CbowUpdate::kCorrected),
      memory_(4 * stride),
      means_{memory_.data(), memory_.data() + stride},
      gains_{memory_.data() + 2 * stride, memory_.data() + 3 * stride} {}

std::pair<std::span<float* const>, std::span<const WindowSet>> ContextMeans::Compose(
    const ContextRows& contexts, const std::array<std::size_t, 2>& counts) {
  constexpr WindowSet kSetOf[2] = {1, 2};
  contexts_ = contexts;
  outputs_ = 0;
  std::size_t inputs = 0;
  for (std::size_t window = 0; window < 2; ++window) {
    const bool divides = of_mean_ && counts[window] > 0;
    scales_[window] = divides ? 1 / static_cast<float>(counts[window]) : 1;
    factors_[window] = corrected_ ? scales_[window] : 1;
    inputs_[inputs] = means_[window];
    gains_of_inputs_[inputs] = gains_[window];
    windows_[inputs] = kSetOf[window];
    inputs += counts[window] > 0 ? 1 : 0;
  }
  kernel_.means_of_contexts(contexts_, scales_, means_, gains_);
  return {std::span(inputs_).first(inputs), std::span(windows_).first(inputs)};
}

void ContextMeans::Train(const StepBatch& batch, StepScratch& scratch) {
  if (outputs_ >= kOutputsPerMean) {
    Scatter();
    kernel_.means_of_contexts(contexts_, scales_, means_, gains_);
    outputs_ = 0;
  }
  kernel_.step_of_means(batch, gains_of_inputs_, scratch);
  outputs_ += batch.outputs.size();
}

}  // namespace hogvec
