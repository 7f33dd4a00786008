#ifndef HOGVEC_BASE_MEMORY_H_
#define HOGVEC_BASE_MEMORY_H_

#include <cstdint>

namespace hogvec {

// The machine's memory in bytes.
std::uint64_t PhysicalMemoryBytes();

// The most memory this process has had resident up to now, in bytes.
std::uint64_t PeakResidentBytes();

}  // namespace hogvec

#endif  // HOGVEC_BASE_MEMORY_H_
