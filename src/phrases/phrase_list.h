#ifndef HOGVEC_PHRASES_PHRASE_LIST_H_
#define HOGVEC_PHRASES_PHRASE_LIST_H_

#include <filesystem>
#include <string>
#include <vector>

#include "hogvec/phrases.h"
#include "phrases/lexicon.h"
#include "phrases/phrase_finder.h"

namespace hogvec {

// Files of phrases; hogvec/phrases.h specifies them.

// The lines of the phrases that a pass found, highest score first. Independent of the number of
// threads.
std::string PhraseLines(const PhraseOptions& options, const FoundPhrases& found);

// The phrases of each pass. Throws Error{kNoInput}; Error{kMalformed}, naming the line, for a line
// that is not a phrase, and for a word that ends one phrase and is in the middle of another.
std::vector<PhraseBook> ReadPhraseList(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_PHRASE_LIST_H_
