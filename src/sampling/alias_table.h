#ifndef HOGVEC_SAMPLING_ALIAS_TABLE_H_
#define HOGVEC_SAMPLING_ALIAS_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "hogvec/word_id.h"

namespace hogvec {

// Draws words with given weights in constant time (Walker 1977, built by Vose's method of 1991):
// every word has a cell of equal size, which belongs to the word itself up to a mark and to another
// word, its alias, above. Eight bytes per word, whereas word2vec.c's table takes 400 MB and rounds
// the weights.
//
// Immutable; safe to share.
class AliasTable {
 public:
  // Weights must not be negative, and at least one must be above 0.
  explicit AliasTable(std::span<const double> weights);

  // The distribution of negatives: each word with weight count^exponent. Mikolov et al. use 0.75.
  static AliasTable ForCounts(std::span<const std::uint64_t> counts, double exponent);

  // Draws one word. The high half of the random bits picks the cell, the low half the position in
  // it. The choice uses a mask, since a branch would often be mispredicted.
  WordId Draw(Random& random) const {
    const std::uint64_t bits = random.Bits64();
    const auto cell = static_cast<std::uint32_t>(((bits >> 32) * cells_.size()) >> 32);
    const Cell& drawn = cells_[cell];
    const std::uint32_t own =
        -static_cast<std::uint32_t>(static_cast<std::uint32_t>(bits) < drawn.mark);
    return WordId{drawn.alias ^ ((drawn.alias ^ cell) & own)};
  }

  std::size_t size() const { return cells_.size(); }

 private:
  struct Cell {
    std::uint32_t mark = 0;  // in 2^-32 of the cell; a full cell is its own alias
    std::uint32_t alias = 0;
  };
  std::vector<Cell> cells_;
};

}  // namespace hogvec

#endif  // HOGVEC_SAMPLING_ALIAS_TABLE_H_
