#ifndef HOGVEC_MODEL_INPUT_RING_H_
#define HOGVEC_MODEL_INPUT_RING_H_

#include <cstddef>
#include <span>
#include <vector>

#include "base/aligned_floats.h"
#include "hogvec/word_id.h"
#include "kernel/kernel.h"
#include "model/input_layer.h"

namespace hogvec {

// The inputs of the words around the centre words in hand, where an input is the mean of many rows.
//
// Composed for each window and scattered after it, a word's rows would be read and written as often
// as the word stands in a window. Here a word is composed once, when it comes into reach; the steps
// update that copy in place; and once, when it leaves, its rows gain what the copy has gained.
// Words that are in reach together do not see each other's gains on the rows they share until then,
// which costs nothing that shows in the loss (tools/bench/README.md).
//
// For one thread. Other workers have rings of their own over the same rows (Hogwild).
class InputRing {
 public:
  enum class Keeping {
    kWhileInReach,
    kForOneReach,  // compose all afresh: what the ring is measured against
  };

  // For up to `most` positions at once. The layer must have lists, and outlive this.
  InputRing(InputLayer& layer, const Kernel& kernel, std::size_t most,
            Keeping keeping = Keeping::kWhileInReach);

  // Starts at the first of these words, which must live until the last has left.
  void Begin(std::span<const WordId> words);

  // Lets the words before `begin` leave and those before `end` enter. Neither may fall.
  void Reach(std::size_t begin, std::size_t end);

  // The copy of the word at a position in reach.
  float* At(std::size_t position) { return copies_.data() + Slot(position) * stride_; }

  // Lets all words leave that have entered.
  void Finish() { LeaveUntil(end_); }

  // Fetches the rows of the word at a position that will enter soon, into the second-level cache:
  // those of a few words would fill the first.
  void Fetch(std::size_t position) const;

 private:
  std::size_t Slot(std::size_t position) const { return position & mask_; }
  void FetchRow(RowId row) const;
  void LeaveUntil(std::size_t end);
  void Enter(std::size_t position);
  void Leave(std::size_t position);

  InputLayer& layer_;
  const WordRows& lists_;
  const Kernel& kernel_;
  const Keeping keeping_;
  const std::size_t stride_;
  const std::size_t mask_;  // slots - 1, a power of two
  std::span<const WordId> words_;
  std::size_t begin_ = 0, end_ = 0;  // positions in reach
  AlignedFloats copies_;             // a row per slot, which the steps update
  AlignedFloats entered_;            // each as it was when it entered
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_INPUT_RING_H_
