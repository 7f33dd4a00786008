#ifndef HOGVEC_PHRASES_PHRASE_LIST_H_
#define HOGVEC_PHRASES_PHRASE_LIST_H_

#include <filesystem>
#include <string>
#include <vector>

#include "hogvec/phrases.h"
#include "phrases/lexicon.h"
#include "phrases/phrase_finder.h"

namespace hogvec {

// Files of phrases, as hogvec/phrases.h specifies them.

// The lines of the phrases that a pass found, the highest score first. The same for any number of
// threads.
std::string PhraseLines(const PhraseOptions& options, const FoundPhrases& found);

// The phrases of each pass. Throws Error{kNoInput}; Error{kMalformed}, naming the line, for what is
// no phrase and for a word that stands at an end of one and inside of another.
std::vector<PhraseBook> ReadPhraseList(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_PHRASE_LIST_H_
