#ifndef HOGVEC_CLUSTER_MPI_THREAD_H_
#define HOGVEC_CLUSTER_MPI_THREAD_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <span>
#include <thread>

#include "cluster/mpi.h"

namespace hogvec {

// The one thread of this process that calls MPI (MPI_THREAD_FUNNELED), from MPI_Init to
// MPI_Finalize. Others ask it to run jobs, and sleep until these are done.
class MpiThread {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr Clock::time_point kNever = Clock::time_point::max();

  // How what is awaited is looked at: a few times at once, since MPI moves data only while it is
  // called, then again after a pause. Each pause is an eighth longer than the last, up to
  // `longest`: so nothing is overslept by more than an eighth of the time that it took.
  struct Pace {
    std::chrono::microseconds first, longest;
    int looks = 1;
  };

  // Initialises MPI. Throws Error{kResource} if there is no thread to be had, or this MPI wants no
  // threads.
  MpiThread();

  // Ends the process by Abort() unless MPI was finalised.
  ~MpiThread();
  MpiThread(const MpiThread&) = delete;
  MpiThread& operator=(const MpiThread&) = delete;

  // Runs `job` on the thread, after those that were asked for before. Rethrows what it throws.
  void Run(std::function<void()> job);

  // For jobs: waits until all requests are complete; false if they aren't at the deadline.
  bool WaitFor(std::span<MPI_Request> requests, const Pace& pace, Clock::time_point deadline);

  // For the last job.
  void Finalise();

  // Ends all ranks with this exit code, even if a job waits. May be called by any thread.
  [[noreturn]] void Abort(int code);

 private:
  static constexpr int kNoAbort = -1;

  void Work(std::promise<void> ready);
  std::packaged_task<void()> NextJob();
  void AbortIfAsked() const;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::packaged_task<void()>> jobs_;
  std::atomic<int> abort_code_ = kNoAbort;
  std::atomic<bool> finalised_ = false;
  std::thread thread_;  // last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_CLUSTER_MPI_THREAD_H_
