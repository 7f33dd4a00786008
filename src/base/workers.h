#ifndef HOGVEC_BASE_WORKERS_H_
#define HOGVEC_BASE_WORKERS_H_

#include <cstddef>
#include <functional>

namespace hogvec {

// The number of threads that `wanted` stands for: itself, or one per core for 0.
std::size_t ThreadCount(std::size_t wanted);

// Runs body(0) ... body(workers - 1) on the caller's thread and workers - 1 others, and returns
// when all have ended. A thread that is done while a body has not begun yet runs that one, too.
// Rethrows the first exception that one of them threw. Throws Error(kResource) before any of them
// begins if the system has too few threads.
//
// The threads are std::jthreads and not a library's pool: a pool's limit holds for the whole
// process, and where a pool starts threads from threads of its own, a failure to start one ends the
// process.
void RunWorkers(std::size_t workers, const std::function<void(std::size_t)>& body);

}  // namespace hogvec

#endif  // HOGVEC_BASE_WORKERS_H_
