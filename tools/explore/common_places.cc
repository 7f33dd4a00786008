#include "explore/common_places.h"

#include <cstddef>
#include <limits>

namespace hogvec::explore {

std::vector<MapPoint> CommonPlaces(std::span<const MapPoint> points, WordsView of,
                                   WordsView words) {
  constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();
  std::vector<MapPoint> places(words.size(), MapPoint{kNowhere, kNowhere});
  bool any = false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto id = of.Find(words[ToWordId(i)]);
    if (!id) continue;
    places[i] = points[ToIndex(*id)];
    any = true;
  }
  return any ? places : std::vector<MapPoint>();
}

}  // namespace hogvec::explore
