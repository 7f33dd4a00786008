#ifndef HOGVEC_BASE_MEMORY_H_
#define HOGVEC_BASE_MEMORY_H_

#include <cstdint>

namespace hogvec {

// The machine's memory in bytes.
std::uint64_t PhysicalMemoryBytes();

// The memory in bytes that this process can still take without driving others out: what the kernel
// calls available, or less where a control group (a container) is limited. Never throws: what the
// system does not tell counts as no limit.
std::uint64_t AvailableMemoryBytes();

// The memory that this process has resident now, and the most it has had up to now, in bytes.
std::uint64_t ResidentBytes();
std::uint64_t PeakResidentBytes();

}  // namespace hogvec

#endif  // HOGVEC_BASE_MEMORY_H_
