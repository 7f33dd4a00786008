#ifndef HOGVEC_VECTORS_FORMATS_FLORET_TABLE_H_
#define HOGVEC_VECTORS_FORMATS_FLORET_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/subwords.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// Which rows of floret's table make a word: for the word between `<` and `>`, and for each of its
// n-grams, `hashes` rows. The word's vector is the mean of them all. One that is in the list
// several times counts as often.
class FloretRows {
 public:
  static constexpr std::uint32_t kSeed = 2166136261u;

  FloretRows(const NgramOptions& ngrams, std::uint32_t rows, std::size_t hashes)
      : ngrams_(ngrams), rows_(rows), hashes_(hashes) {}

  // Appends the rows of a word to `out`, those of the whole word first.
  void Append(std::string_view word, std::vector<std::uint32_t>& out);

  // Appends those of one n-gram.
  void AppendOf(std::string_view ngram, std::vector<std::uint32_t>& out) const;

 private:
  const NgramOptions ngrams_;
  const std::uint32_t rows_;
  const std::size_t hashes_;
  std::string bracketed_;
  std::vector<std::string_view> parts_;
};

// The shape of the tables that we make: that of spaCy's medium pipelines.
inline constexpr std::uint32_t kFloretRows = 50'000;
inline constexpr std::size_t kFloretHashes = 2;

// A table for vectors with subwords. First each row is the mean of what has come to it: rows of
// n-grams, and of words. Then it is corrected, word by word, so that the known words' vectors come
// near theirs; frequent words last, so that they come nearest. Deterministic.
EmbeddingTable MakeFloretTable(const VectorsToWrite& vectors);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FLORET_TABLE_H_
