#ifndef HOGVEC_LAYOUT_SQUARE_H_
#define HOGVEC_LAYOUT_SQUARE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/layout.h"

namespace hogvec {

// Brings places of any scale onto a map: the words that have a direction into a disc around its
// middle, the others onto a circle around that.
std::vector<MapPoint> OnSquare(std::span<const MapPoint> places,
                               std::span<const std::uint8_t> has_direction);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_SQUARE_H_
