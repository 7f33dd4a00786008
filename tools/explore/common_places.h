#ifndef HOGVEC_EXPLORE_COMMON_PLACES_H_
#define HOGVEC_EXPLORE_COMMON_PLACES_H_

#include <span>
#include <vector>

#include "hogvec/layout.h"
#include "hogvec/words_view.h"

namespace hogvec::explore {

// For each of `words`, its place on a map of other words (LayoutOptions::start): NaN where that
// does not have it. Empty if the two have no word in common.
std::vector<MapPoint> CommonPlaces(std::span<const MapPoint> points, WordsView of, WordsView words);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_COMMON_PLACES_H_
