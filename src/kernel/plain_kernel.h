#ifndef HOGVEC_KERNEL_PLAIN_KERNEL_H_
#define HOGVEC_KERNEL_PLAIN_KERNEL_H_

#include "kernel/kernel.h"

namespace hogvec {

// The reference on plain floats, and on floats that are read and written by relaxed atomics. With
// the latter no access of training is a data race by the letter of the standard; the thread
// sanitizer trains with it. Compilers do not vectorise atomics, so it is the slowest.
Kernel PlainKernel();
Kernel AtomicKernel();

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_PLAIN_KERNEL_H_
