#ifndef HOGVEC_QUERY_SEARCHED_ROWS_H_
#define HOGVEC_QUERY_SEARCHED_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/mapped_vectors.h"
#include "hogvec/neighbours.h"
#include "hogvec/word_vectors.h"
#include "hogvec/words_view.h"
#include "unicode/trained_spelling.h"

namespace hogvec {

// Words, rows and counts in memory, which others may keep as well. `counts` and `subwords` may be
// null.
struct SharedVectors {
  std::shared_ptr<const WordIndex> words;
  std::shared_ptr<const EmbeddingTable> table;
  std::shared_ptr<const std::vector<std::uint64_t>> counts = nullptr;
  std::shared_ptr<const Subwords> subwords = nullptr;
  TrainedSpelling spelling = {};
};

SharedVectors SharedOf(std::shared_ptr<const WordVectors> vectors);

// A vector scaled to length 1, as the row of a word would be.
std::vector<float> UnitOf(std::span<const float> values);

// The rows that a search compares, in memory or in a mapped file, and the scale that brings each to
// length 1.
//
// Rows are not changed: a cosine is the dot product with a row, times the row's scale. Scales are
// computed a block at a time, when the block's rows are in the cache anyway, so that opening costs
// nothing and the first scan reads as much memory as the others.
//
// Neither movable nor copyable. All functions may be called concurrently.
class SearchedRows {
 public:
  // Rows per block of a scan: at usual dimensions they fit into the second-level cache.
  static constexpr std::size_t kBlockRows = 240;

  explicit SearchedRows(SharedVectors vectors);
  explicit SearchedRows(WordVectors vectors);
  explicit SearchedRows(MappedVectors vectors);
  // Without words. `table` must outlive this and not change meanwhile.
  explicit SearchedRows(const EmbeddingTable& table);

  WordsView words() const;
  std::size_t size() const { return size_; }
  std::size_t dim() const { return dim_; }
  std::size_t stride() const { return stride_; }  // floats from row to row
  const float* Address(std::size_t row) const { return first_ + row * stride_; }
  std::vector<std::uint64_t> Counts() const;

  // Whether there are n-gram vectors; and as SubwordsView::Compose, of a word in the spelling of
  // the training.
  bool HasSubwords() const;
  std::string SpelledAsTrained(std::string_view word) const { return spelling_.Of(word); }
  std::size_t Compose(std::string_view word, std::span<float> out) const;

  // Whether these are the same rows in memory, as opposed to equal ones.
  bool IsSameAs(const SearchedRows& other) const {
    return first_ == other.first_ && size_ == other.size_ && stride_ == other.stride_;
  }

  // For each row of the block that starts at row `first`, a multiple of kBlockRows: 1 / length; 0
  // for a row of zeros, or shorter than 1e-37, and NaN for one longer than 1e37, or with a value
  // that is not finite.
  std::span<const float> Scales(std::size_t first) const;
  // The scales of all rows, computed on `threads` threads where they are not known yet.
  std::span<const float> AllScales(std::size_t threads) const;

  float Scale(std::size_t row) const { return Scales(row - row % kBlockRows)[row % kBlockRows]; }

  // The row of a word, of length 1.
  std::vector<float> Unit(WordId id) const;

 private:
  SearchedRows(const float* first, std::size_t size, std::size_t dim, std::size_t stride);

  std::variant<SharedVectors, MappedVectors> owner_;
  TrainedSpelling spelling_;
  const float* first_;
  std::size_t size_, dim_, stride_;
  mutable std::vector<float> scales_;
  std::unique_ptr<std::once_flag[]> found_;  // whether scales are computed, by block
};

// Access to the rows of a search for the library itself.
struct SearchInternals {
  static const std::shared_ptr<const SearchedRows>& Rows(const NeighbourSearch& search);
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_SEARCHED_ROWS_H_
