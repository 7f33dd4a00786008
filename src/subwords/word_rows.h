#ifndef HOGVEC_SUBWORDS_WORD_ROWS_H_
#define HOGVEC_SUBWORDS_WORD_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/row_share.h"
#include "hogvec/subwords.h"
#include "hogvec/word_id.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Which rows make the input of each word: its own, and those of its n-grams' buckets. The input is
// their mean, as fastText has it, and an update goes to each of them in full.
//
// Rows that stand in the same words, each as often, get the same updates for ever: a word's own row
// and the n-grams that only it has, or n-grams that always come together. Such rows are kept as one
// that holds their sum. With m members that stand mu times each in a word, an input has mu times
// the sum, and the sum gains m mu times what the input gains. That is exact, and halves the rows.
//
// Rows are numbered by their first use, in the order of the words, so that those of frequent words
// are near each other. Immutable, so safe to share between threads.
class WordRows {
 public:
  enum class Merging { kMerged, kApart };

  // Of words in the order of their ids. Words of more than kLongestWord bytes have just their own
  // row: a line of junk would have four n-grams for each of its characters. So have those for which
  // `alone`, if it is not empty, has a 1: words whose input must not change with other words'.
  // Throws Error{kResource} if there are more rows than numbers for them.
  WordRows(const WordIndex& words, const NgramOptions& options, Merging merging = Merging::kMerged,
           std::span<const std::uint8_t> alone = {});

  static constexpr std::size_t kLongestWord = 255;

  const NgramOptions& options() const { return options_; }

  std::size_t words() const { return ends_.size(); }
  // How many rows there are for all words and n-grams.
  std::size_t rows() const { return members_.size(); }

  // The rows of a word, its own first. One that stands in it several times is there as often.
  std::span<const RowShare> Of(WordId word) const {
    const std::size_t i = ToIndex(word);
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::span(shares_).subspan(begin, ends_[i] - begin);
  }

  // What the sum of the rows is multiplied by: 1 / (1 + the number of n-grams).
  float Scale(WordId word) const { return scales_[ToIndex(word)]; }

  // How many rows a row is the sum of.
  std::uint32_t Members(std::size_t row) const { return members_[row]; }

  // The buckets in use, ascending, and the row of each.
  const std::vector<std::uint32_t>& buckets() const { return buckets_; }
  const std::vector<std::uint32_t>& rows_of_buckets() const { return rows_of_buckets_; }

  std::size_t MemoryBytes() const;

 private:
  class Builder;

  NgramOptions options_;
  std::vector<RowShare> shares_;     // of all words, one after the other
  std::vector<std::uint64_t> ends_;  // word i's end before shares_[ends_[i]]
  std::vector<float> scales_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> buckets_, rows_of_buckets_;
};

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_WORD_ROWS_H_
