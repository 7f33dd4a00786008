#ifndef HOGVEC_ATLAS_RANDOM_H_
#define HOGVEC_ATLAS_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <pcg_random.hpp>
#include <span>
#include <vector>

namespace hogvec::atlas {

// The full-state PCG instead of `pcg64_fast`, which overwrites the two low bits of its seed, so
// that seeds 0 to 3 would write the same corpus.
using Random = pcg64;

// A number in [0, bound), by multiply-shift on the high half: its bias is below bound / 2^32, far
// too small to show in a corpus, and it is the same on every platform.
std::uint32_t Below(Random& random, std::uint32_t bound);

// Draws an index with a probability proportional to its weight. The weights are integers, so that
// a compiler's rounding can't move a boundary.
class WeightedChoice {
 public:
  explicit WeightedChoice(std::span<const std::uint32_t> weights);

  std::size_t Draw(Random& random) const;

 private:
  std::vector<std::uint32_t> ends_;
};

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_RANDOM_H_
