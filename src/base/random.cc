#include "base/random.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace hogvec {
namespace {

// The engine's initial state is a 128-bit hash of the stream's name, so that similar names start
// far apart.
pcg64_fast::state_type StartOf(const std::array<std::uint64_t, 4>& name) {
  const XXH128_hash_t hash = XXH3_128bits(name.data(), sizeof(name));
  return (static_cast<pcg64_fast::state_type>(hash.high64) << 64) | hash.low64;
}

}  // namespace

Random::Random(std::uint64_t seed, RandomPurpose purpose, std::uint64_t first, std::uint64_t second)
    : engine_(StartOf({seed, static_cast<std::uint64_t>(purpose), first, second})) {}

}  // namespace hogvec
