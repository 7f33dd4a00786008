#ifndef HOGVEC_LAYOUT_NEAREST_WORDS_H_
#define HOGVEC_LAYOUT_NEAREST_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/neighbours.h"
#include "layout/map_neighbours.h"

namespace hogvec {

// The nearest words of each word, nearest first: per_word ids for the first word, then for the
// second, and so on; kNoNeighbour after the last.
struct NearestWords {
  std::size_t per_word = 0;
  std::vector<std::uint32_t> ids;

  std::size_t words() const { return per_word == 0 ? 0 : ids.size() / per_word; }
  std::span<const std::uint32_t> Of(std::size_t word) const {
    return std::span(ids).subspan(word * per_word, per_word);
  }
};

// Finds the `count` nearest words of each word among the first `landmarks` words, exactly, by
// cosine. A word without a direction (`has_direction`, an entry per word) has none, and is
// nobody's. `done` gets the number of words that are dealt with, now and then. Throws Interrupted
// if `stop` was requested.
NearestWords FindNearestWords(const NeighbourSearch& search, std::size_t landmarks,
                              std::size_t count, std::span<const std::uint8_t> has_direction,
                              const std::stop_token& stop,
                              const std::function<void(std::size_t)>& done);

// In how many of the lists a word is among the first `first`.
std::vector<std::uint32_t> HubsOf(const NearestWords& nearest, std::size_t first);

// The first `first` of each list.
std::vector<std::uint32_t> FirstOf(const NearestWords& nearest, std::size_t first);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_NEAREST_WORDS_H_
