#include "phrases/pair_counter.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace hogvec {
namespace {

// Bytes per slot of the map: pair, count and distance, in a table that is half full on average and
// doubled while the old one still exists.
constexpr std::uint64_t kBytesPerPair = std::uint64_t{32} * 4;

}  // namespace

std::size_t PairHash::operator()(WordPair pair) const {
  static_assert(sizeof(pair) == 3 * sizeof(WordId));  // no padding
  return XXH3_64bits(&pair, sizeof(pair));
}

PairCounter::PairCounter(std::size_t share, std::size_t shares, std::uint64_t memory_bytes)
    : share_(share),
      shares_(shares),
      most_per_part_(std::max<std::uint64_t>(16, memory_bytes / kBytesPerPair / kParts)) {}

// Sorted by part, so that each part is locked once.
void PairCounter::Add(std::vector<WordPair>& pairs) {
  const auto hash_of = [](WordPair pair) { return PairHash{}(pair) >> 20; };
  std::erase_if(pairs, [&](WordPair pair) { return hash_of(pair) / kParts % shares_ != share_; });
  const auto part_of = [&](WordPair pair) { return hash_of(pair) % kParts; };
  std::ranges::sort(pairs, {}, part_of);
  for (auto at = pairs.begin(); at != pairs.end() && !full_;) {
    Part& part = parts_[part_of(*at)];
    const auto end = std::ranges::upper_bound(at, pairs.end(), part_of(*at), {}, part_of);
    const std::lock_guard lock(part.mutex);
    for (; at != end; ++at) ++part.counts[*at];
    if (part.counts.size() > most_per_part_) full_ = true;
  }
}

}  // namespace hogvec
