#include "base/workers.h"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "hogvec/error.h"

namespace hogvec {
namespace {

using Body = std::function<void(std::size_t)>;

// The bodies that nobody has begun yet, and the first exception that one of them threw.
class Bodies {
 public:
  Bodies(std::size_t count, const Body& body) : count_(count), body_(body) {}

  // One after the other, until all have been begun.
  void RunSome() {
    for (std::size_t mine; (mine = next_++) < count_;) Run(mine);
  }

  void Rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  void Run(std::size_t worker) {
    try {
      body_(worker);
    } catch (const abi::__forced_unwind&) {  // pthread_exit, which no catch may end
      throw;
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!first_) first_ = std::current_exception();
    }
  }

  const std::size_t count_;
  const Body& body_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr first_;
};

// Threads that run bodies beside the caller. They wait until all have been started, so that no work
// is done and thrown away when one can't be.
class Threads {
 public:
  Threads(std::size_t count, Bodies& bodies) : bodies_(bodies) {
    try {
      threads_.reserve(count);
      while (threads_.size() < count) threads_.emplace_back([this] { Run(); });
    } catch (const std::system_error& error) {
      signal_ = Signal::kLeave;
      throw Error(ErrorKind::kResource,
                  fmt::format("only {} of {} threads could be started: {}; use fewer",
                              threads_.size() + 1, count + 1, error.code().message()));
    } catch (...) {
      signal_ = Signal::kLeave;
      throw;
    }
    signal_ = Signal::kWork;
  }

 private:
  enum class Signal { kWait, kWork, kLeave };

  // The wait takes microseconds; to sleep and be woken would take longer.
  void Run() {
    while (signal_ == Signal::kWait) std::this_thread::yield();
    if (signal_ == Signal::kWork) bodies_.RunSome();
  }

  Bodies& bodies_;
  std::atomic<Signal> signal_ = Signal::kWait;
  std::vector<std::jthread> threads_;  // last: they use all the others
};

}  // namespace

std::size_t ThreadCount(std::size_t wanted) {
  if (wanted > 0) return wanted;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

void RunWorkers(std::size_t workers, const Body& body) {
  if (workers == 0) return;
  Bodies bodies(workers, body);
  {
    const Threads others(workers - 1, bodies);
    bodies.RunSome();
  }
  bodies.Rethrow();
}

}  // namespace hogvec
