#ifndef HOGVEC_MODEL_STEP_INPUTS_H_
#define HOGVEC_MODEL_STEP_INPUTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/aligned_floats.h"
#include "model/input_layer.h"
#include "model/input_ring.h"

namespace hogvec {

// The inputs of a worker's training steps, by the positions of the words in a block. A step updates
// all of its inputs in place. So a word that learns is handed out as its own row, and one that does
// not as a copy: what the copy gains is dropped. Where an input is made of many rows, it is handed
// out as a copy from a ring.
//
// For one thread.
class StepInputs {
 public:
  // For up to `most` positions at once. The layer must outlive this.
  StepInputs(InputLayer& layer, const Kernel& kernel, std::size_t most,
             InputRing::Keeping keeping = {});

  // Begins a block of words, which must live until Finish(): after it, the rows have all that their
  // words gained.
  void Begin(std::span<const WordId> words);
  void Finish() {
    if (ring_) ring_->Finish();
  }

  // What the next steps take is at positions from `begin` to before `end`. Neither may fall, and
  // no more than `most` positions may be between them.
  void Reach(std::size_t begin, std::size_t end) {
    if (ring_) ring_->Reach(begin, end);
  }

  // The inputs of the words at these positions, one for each; valid until the next call.
  std::span<float* const> Take(std::span<const std::uint32_t> positions) {
    if (ring_) return TakeCopies(positions);
    for (std::size_t i = 0; i < positions.size(); ++i) {
      inputs_[i] = layer_.Address(words_[positions[i]]);
    }
    if (!layer_.AllLearn()) CopyFrozen(positions);
    return std::span(inputs_).first(positions.size());
  }

  // The same for all positions from `begin` to before `end`.
  std::span<float* const> TakeAll(std::size_t begin, std::size_t end) {
    if (!ring_ && layer_.AllLearn()) return std::span(addresses_).subspan(begin, end - begin);
    return TakeEach(begin, end);
  }

  // The rows of the word at a position, before it comes into reach: adds its row to those that a
  // step is to fetch, or fetches them if they are many.
  void FetchOrAdd(std::size_t position, std::vector<const float*>& rows) const {
    if (ring_) return ring_->Fetch(position);
    rows.push_back(layer_.Address(words_[position]));
  }

 private:
  std::span<float* const> TakeEach(std::size_t begin, std::size_t end);
  std::span<float* const> TakeCopies(std::span<const std::uint32_t> positions);
  void CopyFrozen(std::span<const std::uint32_t> positions);

  InputLayer& layer_;
  std::span<const WordId> words_;
  std::vector<float*> inputs_;
  std::vector<float*> addresses_;  // of all words of the block, where each has its own row
  std::vector<std::uint32_t> positions_;
  AlignedFloats frozen_copies_;  // one row after the other
  std::optional<InputRing> ring_;
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_STEP_INPUTS_H_
