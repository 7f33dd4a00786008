#ifndef HOGVEC_KERNEL_PLAIN_KERNEL_H_
#define HOGVEC_KERNEL_PLAIN_KERNEL_H_

#include "kernel/kernel.h"

namespace hogvec {

// The reference on plain floats, and on floats accessed with relaxed atomics. The latter has no
// data race as the standard defines it; the thread sanitizer trains with it. Compilers do not
// vectorize atomics, so it is the slowest.
Kernel PlainKernel();
Kernel AtomicKernel();

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_PLAIN_KERNEL_H_
