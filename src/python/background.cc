#include "python/background.h"

#include <pthread.h>
#include <pybind11/pybind11.h>

#include <chrono>
#include <future>
#include <optional>
#include <thread>

#include "python/forks.h"
#include "python/gil.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

constexpr std::chrono::milliseconds kPoll(100);

// The exception of a signal, if one came before the work ended.
std::optional<py::error_already_set> WaitFor(const std::future<void>& work) {
  for (;;) {
    {
      const ReleasedGil released;
      if (work.wait_for(kPoll) == std::future_status::ready) return std::nullopt;
    }
    if (PyErr_CheckSignals() != 0) return std::optional<py::error_already_set>(std::in_place);
  }
}

}  // namespace

BlockedSignals::BlockedSignals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before_);
}

BlockedSignals::~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void RunInterruptibly(const std::function<void(const std::stop_token&)>& work) {
  RequireNotForked("do this");
  std::stop_source stop;
  std::packaged_task<void()> task([&] { work(stop.get_token()); });
  std::future<void> done = task.get_future();
  std::optional<std::thread> thread;
  {
    const BlockedSignals blocked;
    thread.emplace(std::move(task));
  }
  const auto interrupted = WaitFor(done);
  if (interrupted) stop.request_stop();
  {
    const ReleasedGil released;
    thread->join();
  }
  if (interrupted) throw py::error_already_set(*interrupted);
  done.get();
}

}  // namespace hogvec::python
