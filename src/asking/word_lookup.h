#ifndef HOGVEC_ASKING_WORD_LOOKUP_H_
#define HOGVEC_ASKING_WORD_LOOKUP_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/words_view.h"

namespace hogvec::asking {

// Finds the words of a question among those that have a vector. For one thread at a time.
class WordLookup {
 public:
  // With `fuzzy`, the nearest spelling stands in for an unknown word, and `notes`, which must
  // outlive this, gets a sentence that says so.
  WordLookup(WordsView words, bool fuzzy, std::vector<std::string>& notes)
      : words_(words), fuzzy_(fuzzy), notes_(notes) {}

  bool Knows(std::string_view word) const { return FindGiven(words_, word).has_value(); }

  // Throws Error{kNotFound} with `advice` and similar spellings for an unknown word.
  WordId Find(std::string_view word, std::string_view advice = {});
  std::vector<WordId> FindAll(std::span<const std::string> words);

 private:
  WordsView words_;
  bool fuzzy_;
  std::vector<std::string>& notes_;
};

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_WORD_LOOKUP_H_
