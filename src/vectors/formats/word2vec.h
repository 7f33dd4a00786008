#ifndef HOGVEC_VECTORS_FORMATS_WORD2VEC_H_
#define HOGVEC_VECTORS_FORMATS_WORD2VEC_H_

#include <memory>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// word2vec's two formats have the same first line, so what stands below it says which it is.

// Opens a file of text or binary; nothing if it has no such first line. Throws Error{kMalformed}
// for a first line that can't be true.
std::unique_ptr<VectorReader> OpenWord2vec(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_WORD2VEC_H_
