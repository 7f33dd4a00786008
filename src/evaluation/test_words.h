#ifndef HOGVEC_EVALUATION_TEST_WORDS_H_
#define HOGVEC_EVALUATION_TEST_WORDS_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "hogvec/evaluation.h"
#include "hogvec/neighbours.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Looks words of test sets up among the words that a search is restricted to, by gensim's rule:
// spellings that differ only in case are one word, represented by the first of them, the most
// frequent.
//
// Refers to `search`, which must outlive it. Memory: a copy of those words. Concurrent readers are
// safe.
class TestWords {
 public:
  TestWords(const NeighbourSearch& search, const TestSetOptions& options);

  // A word that exists only in its composed or decomposed form (NFC, NFD) is found as well.
  std::optional<WordId> Find(std::string_view word) const;

  // The same, or else an unseen word; nothing for one that is known, but not among these.
  std::optional<AskedWord> FindOrCompose(std::string_view word) const;

  // Whether two ids of these words are spellings of one word.
  bool AreOne(WordId a, WordId b) const { return spelling_[ToIndex(a)] == spelling_[ToIndex(b)]; }

 private:
  std::optional<WordId> FindSpelling(std::string_view word) const;

  const NeighbourSearch& search_;
  const bool case_sensitive_, known_only_;
  WordIndex spellings_;           // distinct ones, in upper case unless case matters
  std::vector<WordId> first_;     // by spelling: the first word with it
  std::vector<WordId> spelling_;  // by word
};

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_TEST_WORDS_H_
