#ifndef HOGVEC_BASE_ALIGNED_FLOATS_H_
#define HOGVEC_BASE_ALIGNED_FLOATS_H_

#include <oneapi/tbb/cache_aligned_allocator.h>

#include <vector>

namespace hogvec {

// Floats, zero at first, that start on a cache line, so that no vector load or store straddles two
// and two workers never share one.
using AlignedFloats = std::vector<float, oneapi::tbb::cache_aligned_allocator<float>>;

}  // namespace hogvec

#endif  // HOGVEC_BASE_ALIGNED_FLOATS_H_
