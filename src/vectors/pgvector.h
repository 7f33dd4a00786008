#ifndef HOGVEC_VECTORS_PGVECTOR_H_
#define HOGVEC_VECTORS_PGVECTOR_H_

#include <memory>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// Text for PostgreSQL's COPY: a word, a tab, and the values as pgvector has them, [1,2,3]; with
// backslash, tab and line ends escaped as COPY wants. Beside it, .sql makes the table, loads the
// file and then builds an index.

// Writes both files, the .sql last. Throws as WriteVectors does.
void WritePgvector(const std::filesystem::path& path, const WriteOptions& options,
                   const VectorsToWrite& vectors);

// Whether a line is one of such a file.
bool LooksLikePgvector(std::string_view line);

// `file` stands at its start. Throws Error{kMalformed}.
std::unique_ptr<VectorReader> OpenPgvector(LineReader file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_PGVECTOR_H_
