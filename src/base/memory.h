#ifndef HOGVEC_BASE_MEMORY_H_
#define HOGVEC_BASE_MEMORY_H_

#include <cstdint>

namespace hogvec {

// The machine's memory in bytes.
std::uint64_t PhysicalMemoryBytes();

// The memory in bytes that this process can still allocate without swapping: MemAvailable, or less
// in a limited control group (a container). Never throws: limits that can't be read count as none.
std::uint64_t AvailableMemoryBytes();

// The resident memory of this process, now and at its peak, in bytes.
std::uint64_t ResidentBytes();
std::uint64_t PeakResidentBytes();

}  // namespace hogvec

#endif  // HOGVEC_BASE_MEMORY_H_
