#ifndef HOGVEC_BASE_EDIT_DISTANCE_H_
#define HOGVEC_BASE_EDIT_DISTANCE_H_

#include <cstddef>
#include <string_view>

namespace hogvec {

// The number of bytes to insert, delete, change or swap with their neighbour to turn one text into
// the other (optimal string alignment distance), or `limit` + 1 if it exceeds `limit`.
std::size_t EditDistance(std::string_view from, std::string_view to, std::size_t limit);

}  // namespace hogvec

#endif  // HOGVEC_BASE_EDIT_DISTANCE_H_
