#ifndef HOGVEC_VECTORS_FORMATS_PROJECTOR_H_
#define HOGVEC_VECTORS_FORMATS_PROJECTOR_H_

#include <memory>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// The pair of files that TensorBoard's projector loads: values separated by tabs, one row per line,
// and the words in .metadata.tsv beside it: without a header line if words are all it has, with one
// if there are counts too, as the projector wants it.

// Writes both files, the words first. Throws as WriteVectors does.
void WriteProjector(const std::filesystem::path& path, const WriteOptions& options,
                    const VectorsToWrite& vectors);

// Opens a file whose first line is one of such values and whose metadata are there, or nothing.
// Throws Error{kMalformed}.
std::unique_ptr<VectorReader> OpenProjector(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_PROJECTOR_H_
