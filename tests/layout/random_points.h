#ifndef HOGVEC_LAYOUT_RANDOM_POINTS_H_
#define HOGVEC_LAYOUT_RANDOM_POINTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "hogvec/layout.h"

namespace hogvec::testing {

// Points spread evenly over a square around the origin.
inline std::vector<MapPoint> RandomPoints(std::size_t count, float half_width,
                                          std::uint64_t seed = 1) {
  Random random(seed, RandomPurpose::kTest);
  std::vector<MapPoint> points(count);
  for (MapPoint& point : points) {
    point.x = half_width * (2 * random.UnitFloat() - 1);
    point.y = half_width * (2 * random.UnitFloat() - 1);
  }
  return points;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_LAYOUT_RANDOM_POINTS_H_
