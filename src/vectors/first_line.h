#ifndef HOGVEC_VECTORS_FIRST_LINE_H_
#define HOGVEC_VECTORS_FIRST_LINE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// The line ahead, without its end and as far as a row of vectors may be long. Reads nothing, so
// that a file may be looked at before its format is known: one that is no text may be one line of
// gigabytes.
std::string_view LookAtLine(LineReader& file);

// The first line of a text or binary file: what the rest of the file claims to be.
struct Header {
  std::size_t rows = 0;
  std::size_t dim = 0;
};

// The longest vector that is believed: a thousand times what people train, so that a damaged number
// is refused before a row of memory is taken for it.
inline constexpr std::size_t kMostDim = 1'000'000;

// The header that `line` holds if it is exactly two whole numbers, none negative.
std::optional<Header> ParseHeader(std::string_view line);

// Throws Error{kMalformed} for a dim of 0 or above kMostDim and, unless `lenient`, for no rows.
void CheckHeader(const LineReader& reader, const Header& header, bool lenient);

// Throws Error{kMalformed} if what is left of an ordinary file is too short for the rows that the
// header claims: a row has a least size in each format. `reader` stands after the
// header. What has no size, as a pipe, passes.
void CheckSize(const LineReader& reader, const Header& header, VectorFormat format);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FIRST_LINE_H_
