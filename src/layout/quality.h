#ifndef HOGVEC_LAYOUT_QUALITY_H_
#define HOGVEC_LAYOUT_QUALITY_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/layout.h"
#include "layout/map_neighbours.h"
#include "query/searched_rows.h"

namespace hogvec {

// How many neighbours recall and trust look at.
inline constexpr std::size_t kTrustNeighbours = 10;

// How many of the words' nearest in the space are among their nearest on the map.
struct MapTrust {
  std::vector<std::uint8_t> of_words;  // in per cent, or WordMap::kUnknownTrust
  double mean = 1;                     // of the known ones, not rounded; 1 if there are none
};

// `nearest` has kTrustNeighbours ids for each point, of which any may be kNoNeighbour: the nearest
// in the space. A word without any is unknown. Only as many are looked at on the map as are given.
MapTrust TrustOf(const MapNeighbours& map, std::span<const std::uint32_t> nearest,
                 std::size_t threads);

struct JudgeOptions {
  std::size_t words = 2'000;  // that are judged, drawn from all that have a direction
  std::size_t threads = 1;
  std::uint64_t seed = 1;
};

// All figures of a map by a sample of words, whose cosines with all rows are computed. Recall is
// that of the sample; where the nearest of all words are known, MapTrust::mean is more precise.
// Neighbours that are equally near in the space as the last one that counts are counted too, and
// two words equally far on the map are half in the right order. A map of fewer than two words with
// a direction is perfect in everything.
//
// The same for any number of threads. Throws Interrupted if `stop` was requested.
MapQuality JudgeMap(const SearchedRows& rows, std::span<const MapPoint> points,
                    const MapNeighbours& map, const JudgeOptions& options,
                    const std::stop_token& stop = {});

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_QUALITY_H_
