#ifndef HOGVEC_VECTORS_WORD_FAULTS_H_
#define HOGVEC_VECTORS_WORD_FAULTS_H_

#include <filesystem>

#include "hogvec/word_vectors.h"

namespace hogvec {

// Throws Error{kMalformed} for the first word that the format can't carry (WordFault); `path` is
// where it was to go.
void CheckWords(const std::filesystem::path& path, VectorFormat format, const WordIndex& words);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_WORD_FAULTS_H_
