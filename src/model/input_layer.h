#ifndef HOGVEC_MODEL_INPUT_LAYER_H_
#define HOGVEC_MODEL_INPUT_LAYER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "hogvec/embedding_table.h"

namespace hogvec {

// The input side of the model: which rows make the input of a word, and which of them learn. This
// is the one place that knows; everybody else asks by word.
//
// A word's input is its own row. A frozen row is used as any other but never changes.
//
// Owns the rows; movable. Training updates them from several threads at once (Hogwild); everything
// else here is constant meanwhile.
class InputLayer {
 public:
  InputLayer() = default;

  // `frozen` has a number per word, 1 where its row must not change; empty: all rows learn.
  explicit InputLayer(EmbeddingTable rows, std::vector<std::uint8_t> frozen = {});

  // Floats from one row to the next.
  std::size_t stride() const { return rows_.stride(); }

  bool AllLearn() const { return frozen_.empty(); }
  bool Learns(WordId word) const { return AllLearn() || frozen_[ToIndex(word)] == 0; }

  // The first float of a word's input, to be updated in place if the word learns.
  float* Address(WordId word) { return rows_.Address(RowOf(word)); }

  // One row per word, in the order of the ids.
  const EmbeddingTable& word_rows() const { return rows_; }
  EmbeddingTable TakeWordRows() { return std::move(rows_); }

  // All rows as they are stored, for a checkpoint.
  const EmbeddingTable& rows() const { return rows_; }
  EmbeddingTable& rows() { return rows_; }

  // The first word whose input has an element that is NaN or infinite, if there is one.
  std::optional<WordId> FirstNonFinite() const;

 private:
  EmbeddingTable rows_;
  std::vector<std::uint8_t> frozen_;
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_INPUT_LAYER_H_
