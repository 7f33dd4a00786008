#ifndef HOGVEC_VECTORS_WORD_FAULTS_H_
#define HOGVEC_VECTORS_WORD_FAULTS_H_

#include <filesystem>
#include <string_view>

#include "hogvec/word_vectors.h"

namespace hogvec {

// What keeps a word that is not empty out of a format, as "holds white space"; empty if nothing
// does. Pure.
std::string_view NoWordFault(std::string_view word);
std::string_view TextWordFault(std::string_view word);
std::string_view GloveWordFault(std::string_view word);
std::string_view BinaryWordFault(std::string_view word);
std::string_view ListedWordFault(std::string_view word);    // a line of a list holds it
std::string_view DatabaseWordFault(std::string_view word);  // a string of C and UTF-8
std::string_view Utf8WordFault(std::string_view word);

// Throws Error{kMalformed} for the first word that the format can't carry (WordFault); `path` is
// where it was to go.
void CheckWords(const std::filesystem::path& path, VectorFormat format, const WordIndex& words);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_WORD_FAULTS_H_
