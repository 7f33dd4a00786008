#include "base/workers.h"

#include <algorithm>
#include <thread>

#ifdef HOGVEC_STD_THREADS
#include <exception>
#include <mutex>
#include <vector>
#else
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace hogvec {

std::size_t ThreadCount(std::size_t wanted) {
  if (wanted > 0) return wanted;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

#ifdef HOGVEC_STD_THREADS

void RunWorkers(std::size_t workers, const std::function<void(std::size_t)>& body) {
  if (workers == 0) return;
  std::mutex mutex;
  std::exception_ptr first_error;
  const auto guarded = [&](std::size_t worker) {
    try {
      body(worker);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!first_error) first_error = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t worker = 1; worker < workers; ++worker) threads.emplace_back(guarded, worker);
    guarded(0);
  }
  if (first_error) std::rethrow_exception(first_error);
}

#else

// oneTBB starts no more threads than there are cores unless told so.
void RunWorkers(std::size_t workers, const std::function<void(std::size_t)>& body) {
  using oneapi::tbb::global_control;
  const global_control allow(global_control::max_allowed_parallelism,
                             std::max<std::size_t>(workers, 2));
  oneapi::tbb::task_arena arena(static_cast<int>(workers));
  arena.execute([&] {
    oneapi::tbb::parallel_for(std::size_t{0}, workers, body, oneapi::tbb::simple_partitioner());
  });
}

#endif

}  // namespace hogvec
