#include "model/step_inputs.h"

#include <algorithm>

namespace hogvec {

StepInputs::StepInputs(InputLayer& layer, std::size_t most)
    : layer_(layer), inputs_(most), copies_(layer.AllLearn() ? 0 : most * layer.stride()) {}

void StepInputs::CopyFrozen(std::span<const WordId> words) {
  float* copy = copies_.data();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (layer_.Learns(words[i])) continue;
    inputs_[i] = std::copy_n(inputs_[i], layer_.stride(), copy) - layer_.stride();
    copy += layer_.stride();
  }
}

}  // namespace hogvec
