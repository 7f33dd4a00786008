#ifndef HOGVEC_VECTORS_FORMATS_NUMPY_H_
#define HOGVEC_VECTORS_FORMATS_NUMPY_H_

#include <memory>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// NumPy's .npy, one array of rows by values, with the words in .vocab.tsv beside it.

// Writes both files, the words first. Throws as WriteVectors does.
void WriteNumpy(const std::filesystem::path& path, const WriteOptions& options,
                const VectorsToWrite& vectors);

// Opens an array of rows; nothing if the file is no array. Float16, float32 and float64 are read,
// row after row (C order) and little-endian. Throws Error{kMalformed}; Error{kNoInput} if there is
// no list of words.
std::unique_ptr<VectorReader> OpenNumpy(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_NUMPY_H_
