#include "base/workers.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "hogvec/error.h"

#ifdef HOGVEC_STD_THREADS
#include <vector>
#else
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace hogvec {
namespace {

using Body = std::function<void(std::size_t)>;

// Runs bodies and keeps the first exception that one of them throws.
class Guard {
 public:
  explicit Guard(const Body& body) : body_(body) {}

  void Run(std::size_t worker) {
    try {
      body_(worker);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!first_) first_ = std::current_exception();
    }
  }

  void Rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  const Body& body_;
  std::mutex mutex_;
  std::exception_ptr first_;
};

#ifdef HOGVEC_STD_THREADS

void RunGuarded(std::size_t workers, Guard& guard) {
  if (workers == 0) return;
  std::vector<std::jthread> threads;
  for (std::size_t worker = 1; worker < workers; ++worker) {
    threads.emplace_back([&guard, worker] { guard.Run(worker); });
  }
  guard.Run(0);
}

#else

// oneTBB starts no more threads than there are cores unless told so.
void RunGuarded(std::size_t workers, Guard& guard) {
  using oneapi::tbb::global_control;
  const global_control allow(global_control::max_allowed_parallelism,
                             std::max<std::size_t>(workers, 2));
  oneapi::tbb::task_arena arena(static_cast<int>(workers));
  arena.execute([&] {
    oneapi::tbb::parallel_for(
        std::size_t{0}, workers, [&](std::size_t worker) { guard.Run(worker); },
        oneapi::tbb::simple_partitioner());
  });
}

#endif

}  // namespace

std::size_t ThreadCount(std::size_t wanted) {
  if (wanted > 0) return wanted;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

// What gets past the guard is about the threads themselves.
void RunWorkers(std::size_t workers, const Body& body) {
  Guard guard(body);
  try {
    RunGuarded(workers, guard);
  } catch (const std::runtime_error& error) {
    throw Error(ErrorKind::kResource,
                fmt::format("no threads for {} workers: {}; fewer --threads need less", workers,
                            error.what()));
  }
  guard.Rethrow();
}

}  // namespace hogvec
