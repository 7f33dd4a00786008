#ifndef HOGVEC_VECTORS_TEXT_WRITER_H_
#define HOGVEC_VECTORS_TEXT_WRITER_H_

#include <span>
#include <string>

#include "hogvec/embedding_table.h"
#include "hogvec/word_index.h"
#include "io/byte_sink.h"

namespace hogvec {

// Appends the text format to `file`, which stays the caller's to finish; without the first line,
// that is GloVe's. The words must have passed CheckWords. `precision` is a number of
// significant digits, or 0 for as few as read back as the same number. For one thread at a time, as
// the file is.
void WriteText(ByteSink& file, const WordIndex& words, const EmbeddingTable& table,
               bool with_first_line, int precision);

// Appends numbers to `out`, parted by `separator`.
void AppendNumbers(std::span<const float> values, char separator, int precision, std::string& out);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_TEXT_WRITER_H_
