#ifndef HOGVEC_LAYOUT_PLACING_H_
#define HOGVEC_LAYOUT_PLACING_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "hogvec/layout.h"

namespace hogvec {

// Places `count` further points, each between the fixed ones that near(i) names: from their mean,
// by descent on t-SNE's loss of that point alone. Fixed points do not move, and further ones do not
// see each other. Points that no fixed one is near to are placed at the origin.
std::vector<MapPoint> PlaceBetween(
    std::span<const MapPoint> fixed, std::size_t count,
    const std::function<std::vector<std::uint32_t>(std::size_t)>& near, std::size_t threads);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_PLACING_H_
