#ifndef HOGVEC_EXPLORE_PACKED_VECTORS_H_
#define HOGVEC_EXPLORE_PACKED_VECTORS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "evaluation/turn.h"
#include "hogvec/neighbours.h"

namespace hogvec::explore {

// A model's vectors and neighbours as a single file has them: single_file.h specifies the bytes.

// Rows of 8-bit numbers, a fourth of float32's size. A cosine of two of them is wrong by less than
// 0.01. `turn`, if there is one, is applied first. `comparable` says whether cosines with words of
// the first model mean something.
std::string PackedRows(const NeighbourSearch& search, const std::optional<Turn>& turn,
                       bool comparable);

// The `count` nearest words of each word. `progress` gets the number of words that are done, and
// stops the work by throwing.
std::string PackedNeighbours(const NeighbourSearch& search, std::size_t count,
                             const std::function<void(std::size_t)>& progress);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_PACKED_VECTORS_H_
