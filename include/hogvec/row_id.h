#ifndef HOGVEC_ROW_ID_H_
#define HOGVEC_ROW_ID_H_

#include <cstddef>
#include <cstdint>

#include "hogvec/word_id.h"

namespace hogvec {

// The number of a row of an embedding table. A type of its own, because a row need not belong to a
// word: a model may have rows for parts of words, or for several words at once.
enum class RowId : std::uint32_t {};

constexpr std::size_t ToIndex(RowId id) { return static_cast<std::size_t>(id); }

constexpr RowId ToRowId(std::size_t index) { return RowId{static_cast<std::uint32_t>(index)}; }

// The row of a word in a table of word vectors, which has one row per word in the order of the ids.
constexpr RowId RowOf(WordId word) { return RowId{static_cast<std::uint32_t>(word)}; }

}  // namespace hogvec

#endif  // HOGVEC_ROW_ID_H_
