#ifndef HOGVEC_VECTORS_FORMATS_FVECS_H_
#define HOGVEC_VECTORS_FORMATS_FVECS_H_

#include <memory>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// The .fvecs of faiss and its benchmarks: per row an int32 that says how many values follow, and so
// many float32, all little-endian. The words are in .fvecs.tsv beside it.

// Writes both files, the words first. Throws as WriteVectors does.
void WriteFvecs(const std::filesystem::path& path, const WriteOptions& options,
                const VectorsToWrite& vectors);

// Opens a file by its suffix, as there is no other sign; nothing if it has another. Throws
// Error{kMalformed}; Error{kNoInput} if there is no list of words.
std::unique_ptr<VectorReader> OpenFvecs(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FVECS_H_
