#ifndef HOGVEC_VECTORS_FORMATS_TOKENIZER_JSON_H_
#define HOGVEC_VECTORS_FORMATS_TOKENIZER_JSON_H_

#include <filesystem>
#include <string>
#include <vector>

#include "hogvec/word_vectors.h"

namespace hogvec {

// tokenizer.json as the library `tokenizers` reads it: a WordLevel model of the words, after the
// steps that make a text's words as the options in `configuration` made those of the corpus:
// --digits, --lowercase and --split.

// The word that stands for unknown ones there: [UNK], or [UNK2] and so on if the words have that.
std::string UnknownWord(const WordIndex& words);

// Writes the file; the id of the unknown word is the one after the last. Throws as AtomicFile
// does.
void WriteTokenizer(const std::filesystem::path& path, const VectorsToWrite& vectors);

// What of these options the library can't do, a sentence each.
std::vector<std::string> NotInTokenizer(const VectorsToWrite& vectors);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_TOKENIZER_JSON_H_
