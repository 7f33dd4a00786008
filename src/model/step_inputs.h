#ifndef HOGVEC_MODEL_STEP_INPUTS_H_
#define HOGVEC_MODEL_STEP_INPUTS_H_

#include <cstddef>
#include <span>
#include <vector>

#include "base/aligned_floats.h"
#include "model/input_layer.h"

namespace hogvec {

// The inputs of a worker's training steps. A step updates all of its inputs in place, so a word
// that learns is handed out as its own row, and any other as a copy: what the copy gains is
// dropped.
//
// For one thread.
class StepInputs {
 public:
  // For up to `most` words at once. The layer must outlive this.
  StepInputs(InputLayer& layer, std::size_t most);

  // The inputs of these words, one for each; valid until the next call.
  std::span<float* const> Take(std::span<const WordId> words) {
    for (std::size_t i = 0; i < words.size(); ++i) inputs_[i] = layer_.Address(words[i]);
    if (!layer_.AllLearn()) CopyFrozen(words);
    return std::span(inputs_).first(words.size());
  }

 private:
  void CopyFrozen(std::span<const WordId> words);

  InputLayer& layer_;
  std::vector<float*> inputs_;
  AlignedFloats copies_;  // one row after the other
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_STEP_INPUTS_H_
