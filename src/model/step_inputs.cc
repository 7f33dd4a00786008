#include "model/step_inputs.h"

#include <algorithm>

namespace hogvec {

StepInputs::StepInputs(InputLayer& layer, const Kernel& kernel, std::size_t most,
                       InputRing::Keeping keeping)
    : layer_(layer), inputs_(most) {
  if (layer.lists() != nullptr) {
    ring_.emplace(layer, kernel, most, keeping);
  } else if (!layer.AllLearn()) {
    frozen_copies_ = AlignedFloats(most * layer.stride());
  }
}

std::span<float* const> StepInputs::TakeCopies(std::span<const std::uint32_t> positions) {
  for (std::size_t i = 0; i < positions.size(); ++i) inputs_[i] = ring_->At(positions[i]);
  return std::span(inputs_).first(positions.size());
}

void StepInputs::CopyFrozen(std::span<const std::uint32_t> positions) {
  float* copy = frozen_copies_.data();
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (layer_.Learns(words_[positions[i]])) continue;
    inputs_[i] = std::copy_n(inputs_[i], layer_.stride(), copy) - layer_.stride();
    copy += layer_.stride();
  }
}

}  // namespace hogvec
