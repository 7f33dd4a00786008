#ifndef HOGVEC_EXPLORE_NEARNESS_H_
#define HOGVEC_EXPLORE_NEARNESS_H_

#include <cstddef>
#include <span>
#include <vector>

#include "hogvec/layout.h"
#include "hogvec/neighbours.h"

namespace hogvec::explore {

// The place of each answer among all words but `word` by distance from it on the map: one more
// than the number of words that are nearer. So equally distant words share a place. Reads all
// points once.
std::vector<std::size_t> MapRanks(std::span<const MapPoint> points, WordId word,
                                  std::span<const Neighbour> answers);

// The last place that counts as near on a map of `words` words: 100, or 1 % of the words if that is
// less, but no less than 10.
std::size_t NearestPlaces(std::size_t words);

// The share of the nearest words, ten of them if there are as many, that are among as many nearest
// on the map. `ranks` are the places of all answers, nearest first, of which there must be one.
double MapRecall(std::span<const std::size_t> ranks);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_NEARNESS_H_
