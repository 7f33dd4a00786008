#ifndef HOGVEC_VECTORS_FORMATS_PGVECTOR_H_
#define HOGVEC_VECTORS_FORMATS_PGVECTOR_H_

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

// What keeps such a file from a path: its .sql can't name every file.
std::string_view PgvectorPathFault(const std::filesystem::path& path);

// Opens a file whose first line is of that kind, or nothing. Throws Error{kMalformed}.
std::unique_ptr<VectorReader> OpenPgvector(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_PGVECTOR_H_
