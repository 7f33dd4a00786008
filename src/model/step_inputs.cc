#include "model/step_inputs.h"

#include <algorithm>
#include <numeric>

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

void StepInputs::Begin(std::span<const WordId> words) {
  words_ = words;
  if (ring_) return ring_->Begin(words);
  addresses_.resize(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) addresses_[i] = layer_.Address(words[i]);
}

std::span<float* const> StepInputs::TakeEach(std::size_t begin, std::size_t end) {
  positions_.resize(end - begin);
  std::iota(positions_.begin(), positions_.end(), static_cast<std::uint32_t>(begin));
  return Take(positions_);
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
