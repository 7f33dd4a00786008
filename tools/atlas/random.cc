#include "atlas/random.h"

#include <algorithm>

namespace hogvec::atlas {

std::uint32_t Below(Random& random, std::uint32_t bound) {
  const std::uint64_t high = random() >> 32U;
  return static_cast<std::uint32_t>((high * bound) >> 32U);
}

WeightedChoice::WeightedChoice(std::span<const std::uint32_t> weights) {
  std::uint32_t end = 0;
  for (const std::uint32_t weight : weights) ends_.push_back(end += weight);
}

std::size_t WeightedChoice::Draw(Random& random) const {
  const auto found = std::upper_bound(ends_.begin(), ends_.end(), Below(random, ends_.back()));
  return static_cast<std::size_t>(found - ends_.begin());
}

}  // namespace hogvec::atlas
