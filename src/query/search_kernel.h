#ifndef HOGVEC_QUERY_SEARCH_KERNEL_H_
#define HOGVEC_QUERY_SEARCH_KERNEL_H_

#include "kernel/kernel.h"

namespace hogvec {

// The kernel that all searches use: the fastest, so that all agree in the last digit.
inline const Kernel& SearchKernel() {
  static const Kernel& kKernel = FindKernel("");
  return kKernel;
}

}  // namespace hogvec

#endif  // HOGVEC_QUERY_SEARCH_KERNEL_H_
