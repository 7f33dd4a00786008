#ifndef HOGVEC_MODEL_INPUT_LAYER_H_
#define HOGVEC_MODEL_INPUT_LAYER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/subwords.h"
#include "kernel/kernel.h"
#include "subwords/word_rows.h"

namespace hogvec {

// The input side of the model: which rows make the input of a word, and which of them learn. This
// is the one place that knows; everybody else asks by word.
//
// A word's input is its own row, or, with subwords, the mean of that and its n-grams' rows. The
// rows of a frozen word are used as any other, but do not change for it.
//
// Owns the rows; movable. Training updates them from several threads at once (Hogwild); everything
// else here is constant meanwhile.
class InputLayer {
 public:
  InputLayer() = default;

  // Each word has its own row. `frozen` has a number per word, 1 where its input must not change;
  // empty: all words learn.
  explicit InputLayer(EmbeddingTable rows, std::vector<std::uint8_t> frozen = {});

  // With subwords: `lists` says which of the rows are a word's.
  InputLayer(WordRows lists, EmbeddingTable rows, std::vector<std::uint8_t> frozen = {});

  // Floats from one row to the next.
  std::size_t stride() const { return rows_.stride(); }

  bool AllLearn() const { return frozen_.empty(); }
  bool Learns(WordId word) const { return AllLearn() || frozen_[ToIndex(word)] == 0; }

  // The rows of each word; null where every word has just its own.
  const WordRows* lists() const { return lists_ ? &*lists_ : nullptr; }

  // Where every word has just its own row: its first float, to be updated in place if the word
  // learns.
  float* Address(WordId word) { return rows_.Address(RowOf(word)); }

  // All rows as they are stored, for a checkpoint and for a kernel.
  const EmbeddingTable& rows() const { return rows_; }
  EmbeddingTable& rows() { return rows_; }
  RowsOfTable table() { return {rows_.Address(RowId{0}), rows_.stride(), rows_.dim()}; }

  // One row per word, in the order of the ids: the words' inputs. With subwords they are those of
  // the last call of Compose(), which shares the work among `threads` threads.
  const EmbeddingTable& word_rows() const { return lists_ ? composed_ : rows_; }
  void Compose(const Kernel& kernel, std::size_t threads);

  // What training leaves: the words' inputs, as of the last Compose(), and then the n-gram vectors,
  // if there are any. The layer is of no use afterwards.
  EmbeddingTable TakeWordRows() { return std::move(lists_ ? composed_ : rows_); }
  std::optional<Subwords> TakeSubwords();

  // The first word whose input has an element that is NaN or infinite, if there is one.
  std::optional<WordId> FirstNonFinite() const;

 private:
  WordId FirstWordWith(std::size_t row) const;

  EmbeddingTable rows_;
  std::vector<std::uint8_t> frozen_;
  std::optional<WordRows> lists_;
  EmbeddingTable composed_;
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_INPUT_LAYER_H_
