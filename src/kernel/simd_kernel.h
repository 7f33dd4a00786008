#ifndef HOGVEC_KERNEL_SIMD_KERNEL_H_
#define HOGVEC_KERNEL_SIMD_KERNEL_H_

#include <vector>

#include "kernel/kernel.h"

namespace hogvec {

// The vector kernel, once for each instruction set that both this build and this processor support,
// widest first.
std::vector<Kernel> SimdKernels();

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_SIMD_KERNEL_H_
