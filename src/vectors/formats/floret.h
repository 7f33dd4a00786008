#ifndef HOGVEC_VECTORS_FORMATS_FLORET_H_
#define HOGVEC_VECTORS_FORMATS_FLORET_H_

#include <filesystem>
#include <memory>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// floret's table of n-gram rows, for spaCy. It has no words, so it can't be read as vectors.

// Throws as WriteVectors does; Error{kUsage} for vectors without those of n-grams, and for n-grams
// of one character, which spaCy and floret take differently.
void WriteFloret(const std::filesystem::path& path, const WriteOptions& options,
                 const VectorsToWrite& vectors);

// Throws Error{kMalformed} if the file is one; else gives nothing.
std::unique_ptr<VectorReader> OpenFloret(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FLORET_H_
