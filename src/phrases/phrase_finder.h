#ifndef HOGVEC_PHRASES_PHRASE_FINDER_H_
#define HOGVEC_PHRASES_PHRASE_FINDER_H_

#include <cstdint>

#include "hogvec/phrases.h"
#include "phrases/lexicon.h"
#include "phrases/readings.h"

namespace hogvec {

// The phrases of a text, and what they were judged by.
struct FoundPhrases {
  PhraseBook book;
  std::uint64_t words = 0;     // of the text, whether or not a phrase may begin with them
  std::uint64_t not_utf8 = 0;  // different ones that may, but are not UTF-8
};

// Finds them by two readings of the text, or more where memory is short. The same for any number
// of threads and any memory.
FoundPhrases FindPhrases(const PhraseOptions& options, Readings& readings);

// How a phrase that was found is judged.
double ScoreOf(const PhraseOptions& options, const FoundPhrases& found, const WordPair& pair,
               std::uint64_t count);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_PHRASE_FINDER_H_
