#ifndef HOGVEC_SUBWORDS_H_
#define HOGVEC_SUBWORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/row_id.h"

namespace hogvec {

// Parts of words, after fastText (Bojanowski et al. 2017), to the byte: a word between `<` and `>`
// is cut into its n-grams of min_n to max_n characters, the whole included if it fits, and each is
// hashed into one of `buckets`. The vector of a word that was never seen is the mean of its
// n-grams' vectors.
//
// A character is a byte and the bytes 10xxxxxx that follow it; nothing is validated, normalised or
// folded, so any bytes are a word. An n-gram that stands in a word twice counts twice. `<` and `>`
// alone are no n-grams, and "</s>", which stands for the end of a line, has none.
struct NgramOptions {
  std::size_t min_n = 3;
  std::size_t max_n = 6;
  std::uint32_t buckets = 2'000'000;

  bool operator==(const NgramOptions&) const = default;
};

inline constexpr std::size_t kLongestNgram = 255;                      // characters
inline constexpr std::uint32_t kMostBuckets = std::uint32_t{1} << 31;  // fastText has an int32

// Throws Error{kUsage}, naming the option, unless 1 <= min_n <= max_n <= kLongestNgram and
// 1 <= buckets <= kMostBuckets.
void CheckOptions(const NgramOptions& options);

// FNV-1a of 32 bits, with each byte sign-extended first, as fastText has it.
std::uint32_t HashOfNgram(std::string_view ngram);

// Appends the n-grams of a word to `ngrams`, in fastText's order: by their start, then by their
// length. They are views of `bracketed`, which is set to "<word>".
void AppendNgrams(std::string_view word, const NgramOptions& options, std::string& bracketed,
                  std::vector<std::string_view>& ngrams);

// Appends the bucket of each of them to `buckets`.
void AppendBuckets(std::string_view word, const NgramOptions& options,
                   std::vector<std::uint32_t>& buckets);

// N-gram vectors that others keep: in a Subwords, or in a mapped file. Cheap to copy. Its functions
// may be called concurrently.
struct SubwordsView {
  NgramOptions options;
  std::span<const std::uint32_t> buckets;  // those that have a vector, ascending
  std::span<const std::uint32_t> rows;     // the row of each of them; several may share one
  const float* first = nullptr;            // the first float of row 0, aligned for floats
  std::size_t stride = 0;                  // floats from row to row
  std::size_t dim = 0;
  // Whether the mean is that of the n-grams that have a vector (quantised fastText files, whose
  // buckets were pruned); else those without one count as zeros, as fastText has it.
  bool only_known = false;

  std::span<const float> Row(std::size_t row) const { return {first + row * stride, dim}; }

  // The row of a bucket; nothing if it has no vector.
  std::optional<std::size_t> Find(std::uint32_t bucket) const;

  // Sets `out`, of `dim` floats, to the vector of a word by its n-grams alone; zeros if none of
  // them has a vector. Returns how many have one.
  std::size_t Compose(std::string_view word, std::span<float> out) const;
};

// The n-gram vectors of a model. Only buckets that have one take memory, and buckets whose vectors
// are equal may share a row.
//
// Owns them; movable. Immutable, so safe to share between threads.
class Subwords {
 public:
  // `buckets` must rise; rows[i] is the row of buckets[i] and must be in the table. Throws
  // Error{kUsage} if not, and as CheckOptions does.
  Subwords(const NgramOptions& options, std::vector<std::uint32_t> buckets,
           std::vector<std::uint32_t> rows, EmbeddingTable table, bool only_known = false);

  // Valid as long as this object, even if it is moved.
  SubwordsView view() const;

  const NgramOptions& options() const { return options_; }
  std::span<const std::uint32_t> buckets() const { return buckets_; }
  std::span<const std::uint32_t> rows() const { return rows_; }
  const EmbeddingTable& table() const { return table_; }

  std::size_t MemoryBytes() const;

 private:
  NgramOptions options_;
  std::vector<std::uint32_t> buckets_, rows_;
  EmbeddingTable table_;
  bool only_known_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_H_
