#ifndef HOGVEC_LAYOUT_SURROUNDINGS_H_
#define HOGVEC_LAYOUT_SURROUNDINGS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

#include "layout/map_neighbours.h"
#include "query/searched_rows.h"

namespace hogvec {

// Whether a row has a direction: neither zeros only nor a value that is not finite, by its scale.
inline bool HasDirection(float scale) { return scale > 0; }

// The words that stand around one on the map, and how near they are to it in the space.
struct Surroundings {
  static constexpr std::size_t kWords = 15;

  std::array<std::uint32_t, kWords> nearest = {};  // on the map; kNoNeighbour after the last
  // Of each of these, the number of other words with a larger cosine; of words without a direction,
  // the number of words that have one.
  std::array<std::uint32_t, kWords> nearer = {};
};

// The surroundings of words that have a direction. Compares each with all rows, those without a
// direction aside, and takes as long as a search for so many queries.
//
// The same for any number of threads. Throws Interrupted if `stop` was requested.
std::vector<Surroundings> SurroundingsOf(const SearchedRows& rows, const MapNeighbours& map,
                                         std::span<const std::uint32_t> words, std::size_t threads,
                                         const std::stop_token& stop = {});

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_SURROUNDINGS_H_
