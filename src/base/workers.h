#ifndef HOGVEC_BASE_WORKERS_H_
#define HOGVEC_BASE_WORKERS_H_

#include <cstddef>
#include <functional>

namespace hogvec {

// The number of threads that `wanted` stands for: itself, or one per core for 0.
std::size_t ThreadCount(std::size_t wanted);

// Runs body(0) ... body(workers - 1) on up to `workers` threads, also where there are more workers
// than cores, and returns when all have ended. Workers must not wait for one another: two of them
// may share a thread, one after the other. Rethrows the first exception that one of them threw.
//
// The workers run on oneTBB; on std::jthread where HOGVEC_STD_THREADS is defined, which
// the thread sanitizer understands without false alarms.
void RunWorkers(std::size_t workers, const std::function<void(std::size_t)>& body);

}  // namespace hogvec

#endif  // HOGVEC_BASE_WORKERS_H_
