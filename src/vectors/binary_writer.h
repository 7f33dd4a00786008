#ifndef HOGVEC_VECTORS_BINARY_WRITER_H_
#define HOGVEC_VECTORS_BINARY_WRITER_H_

#include "hogvec/embedding_table.h"
#include "hogvec/word_index.h"
#include "io/byte_sink.h"

namespace hogvec {

// Appends the binary format to `file`, which stays the caller's to finish. The words must have
// passed CheckWords. For one thread at a time, as the file is.
void WriteBinary(ByteSink& file, const WordIndex& words, const EmbeddingTable& table);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_BINARY_WRITER_H_
