#ifndef HOGVEC_KERNELS_H_
#define HOGVEC_KERNELS_H_

#include <string_view>
#include <vector>

namespace hogvec {

// The names of the kernels that run on this processor, fastest first: "avx512", "avx2", "sse4",
// "neon" and so on are the vector kernel compiled for an instruction set, "plain" is the reference
// in plain C++, "atomic" the reference with relaxed atomic accesses (free of data races, slow).
std::vector<std::string_view> KernelNames();

}  // namespace hogvec

#endif  // HOGVEC_KERNELS_H_
