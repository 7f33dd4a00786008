#ifndef HOGVEC_PHRASES_PHRASE_FINDER_H_
#define HOGVEC_PHRASES_PHRASE_FINDER_H_

#include <cstdint>

#include "hogvec/phrases.h"
#include "phrases/lexicon.h"
#include "phrases/readings.h"

namespace hogvec {

// The phrases of a text, and the counts that they were scored by.
struct FoundPhrases {
  PhraseBook book;
  std::uint64_t words = 0;     // of the text, whether or not a phrase may begin with them
  std::uint64_t not_utf8 = 0;  // distinct words that may begin one, but are not UTF-8
};

// Finds them in two readings of the text, or more if memory is short. The result does not depend on
// the number of threads or the memory.
FoundPhrases FindPhrases(const PhraseOptions& options, Readings& readings);

// The score of a phrase that was found.
double ScoreOf(const PhraseOptions& options, const FoundPhrases& found, const WordPair& pair,
               std::uint64_t count);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_PHRASE_FINDER_H_
