#ifndef HOGVEC_QUERY_SEARCHED_ROWS_H_
#define HOGVEC_QUERY_SEARCHED_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <variant>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/mapped_vectors.h"
#include "hogvec/neighbours.h"
#include "hogvec/word_vectors.h"
#include "hogvec/words_view.h"

namespace hogvec {

// Words, rows and counts in memory, which others may keep as well. `counts` may be null.
struct SharedVectors {
  std::shared_ptr<const WordIndex> words;
  std::shared_ptr<const EmbeddingTable> table;
  std::shared_ptr<const std::vector<std::uint64_t>> counts = nullptr;
};

SharedVectors SharedOf(std::shared_ptr<const WordVectors> vectors);

// The rows that a search compares, in memory or in a mapped file, and what brings each to length 1.
//
// Rows stay as they are: a cosine is the dot product with a row, times the row's scale. Scales are
// found a block at a time, right when the block's rows have been read for something else, so that
// opening costs nothing and the first scan reads memory no more than the others do.
//
// Neither movable nor copyable. Everything may be called concurrently.
class SearchedRows {
 public:
  // Rows that a scan takes at once: of common lengths, they stay in the second-level cache.
  static constexpr std::size_t kBlockRows = 240;

  explicit SearchedRows(SharedVectors vectors);
  explicit SearchedRows(WordVectors vectors);
  explicit SearchedRows(MappedVectors vectors);
  // Rows that somebody else owns and leaves as they are meanwhile. They have no words.
  explicit SearchedRows(const EmbeddingTable& table);

  WordsView words() const;
  std::size_t size() const { return size_; }
  std::size_t dim() const { return dim_; }
  std::size_t stride() const { return stride_; }  // floats from row to row
  const float* Address(std::size_t row) const { return first_ + row * stride_; }
  std::vector<std::uint64_t> Counts() const;

  // Whether these are the very same rows in memory, not only equal ones.
  bool IsSameAs(const SearchedRows& other) const {
    return first_ == other.first_ && size_ == other.size_ && stride_ == other.stride_;
  }

  // For each row of the block that begins with row `first`, a multiple of kBlockRows: 1 / length;
  // 0 for a row of zeros, which is similar to nothing, and NaN for one that has no direction, as
  // where a value is not finite. Lengths below 1e-37 and above 1e37 count as such.
  std::span<const float> Scales(std::size_t first) const;
  // Those of all rows, which are read if need be, on so many threads.
  std::span<const float> AllScales(std::size_t threads) const;

  float Scale(std::size_t row) const { return Scales(row - row % kBlockRows)[row % kBlockRows]; }

  // The row of a word, of length 1.
  std::vector<float> Unit(WordId id) const;

 private:
  SearchedRows(const float* first, std::size_t size, std::size_t dim, std::size_t stride);

  std::variant<SharedVectors, MappedVectors> owner_;
  const float* first_;
  std::size_t size_, dim_, stride_;
  mutable std::vector<float> scales_;
  std::unique_ptr<std::once_flag[]> found_;  // by block
};

// What the library's own parts need of a search: its rows.
struct SearchInternals {
  static const std::shared_ptr<const SearchedRows>& Rows(const NeighbourSearch& search);
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_SEARCHED_ROWS_H_
