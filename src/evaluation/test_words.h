#ifndef HOGVEC_EVALUATION_TEST_WORDS_H_
#define HOGVEC_EVALUATION_TEST_WORDS_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "hogvec/word_index.h"
#include "hogvec/words_view.h"

namespace hogvec {

// Looks words of test sets up among the first words of a vocabulary, by gensim's rule: spellings
// that differ only in case are one word, represented by the first of them, the most frequent.
//
// Memory: a copy of those words. Concurrent readers are safe.
class TestWords {
 public:
  TestWords(WordsView words, std::size_t top, bool case_sensitive);

  // A word that exists only in its composed or decomposed form (NFC, NFD) is found as well.
  std::optional<WordId> Find(std::string_view word) const;

  // Whether two ids below `top` are spellings of one word.
  bool AreOne(WordId a, WordId b) const { return spelling_[ToIndex(a)] == spelling_[ToIndex(b)]; }

 private:
  std::optional<WordId> FindSpelling(std::string_view word) const;

  const bool case_sensitive_;
  WordIndex spellings_;           // distinct ones, in upper case unless case matters
  std::vector<WordId> first_;     // by spelling: the first word with it
  std::vector<WordId> spelling_;  // by word
};

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_TEST_WORDS_H_
