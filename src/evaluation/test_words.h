#ifndef HOGVEC_EVALUATION_TEST_WORDS_H_
#define HOGVEC_EVALUATION_TEST_WORDS_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "hogvec/word_index.h"
#include "hogvec/words_view.h"

namespace hogvec {

// The first words of a vocabulary as test sets name them, by gensim's rule: spellings that differ
// in case alone are one word, and the first of them, which is the most frequent, stands for all.
//
// Memory: a copy of those words. Concurrent readers are safe.
class TestWords {
 public:
  TestWords(WordsView words, std::size_t top, bool case_sensitive);

  // A word that is there only with its letters and marks composed or parted (NFC, NFD) is found so.
  std::optional<WordId> Find(std::string_view word) const;

  // Whether two ids below `top` are spellings of one word.
  bool AreOne(WordId a, WordId b) const { return spelling_[ToIndex(a)] == spelling_[ToIndex(b)]; }

 private:
  std::optional<WordId> FindSpelling(std::string_view word) const;

  const bool case_sensitive_;
  WordIndex spellings_;           // distinct ones, in capitals unless case matters
  std::vector<WordId> first_;     // by spelling: the first word that has it
  std::vector<WordId> spelling_;  // by word
};

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_TEST_WORDS_H_
