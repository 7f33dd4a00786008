#ifndef HOGVEC_ASKING_WORD_LOOKUP_H_
#define HOGVEC_ASKING_WORD_LOOKUP_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asking/answer.h"
#include "hogvec/neighbours.h"

namespace hogvec::asking {

struct LookupOptions {
  bool fuzzy = false;       // the nearest spelling stands in for an unknown word
  bool known_only = false;  // no vector is made from n-grams
};

// Finds the words of a question among those that have a vector, or makes a vector from their
// n-grams (NeighbourSearch::Find). A word is unknown if there is neither; only then is another
// spelling of use. For one thread at a time.
class WordLookup {
 public:
  // `outcome` gets a note for each word that was taken for another, and the words that were made
  // from their n-grams. Both must outlive this.
  WordLookup(const NeighbourSearch& search, const LookupOptions& options, Outcome& outcome)
      : search_(search), options_(options), outcome_(outcome) {}

  // Whether a word has a vector of its own.
  bool Knows(std::string_view word) const { return FindGiven(search_.words(), word).has_value(); }

  // Throws Error{kNotFound} with `advice` and similar spellings for an unknown word.
  AskedWord Find(std::string_view word, std::string_view advice = {});
  std::vector<AskedWord> FindAll(std::span<const std::string> words);

 private:
  void Note(std::string_view word, const AskedWord& found);
  void NoteOther(std::string_view word, std::string_view other);

  const NeighbourSearch& search_;
  LookupOptions options_;
  Outcome& outcome_;
};

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_WORD_LOOKUP_H_
