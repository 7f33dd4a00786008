#ifndef HOGVEC_SAMPLING_SAMPLING_H_
#define HOGVEC_SAMPLING_SAMPLING_H_

#include <cstdint>
#include <span>

#include "sampling/alias_table.h"
#include "sampling/subsampler.h"

namespace hogvec {

// What the choices of training are drawn from: which tokens are kept, and which words are
// negatives. Immutable; safe to share.
struct Sampling {
  // `counts` by id, `sample` the subsampling threshold.
  Sampling(std::span<const std::uint64_t> counts, double sample, double ns_exponent)
      : subsampler(counts, sample), negatives(AliasTable::ForCounts(counts, ns_exponent)) {}

  Subsampler subsampler;
  AliasTable negatives;
};

}  // namespace hogvec

#endif  // HOGVEC_SAMPLING_SAMPLING_H_
