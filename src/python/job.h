#ifndef HOGVEC_PYTHON_JOB_H_
#define HOGVEC_PYTHON_JOB_H_

#include <pybind11/pybind11.h>

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <variant>
#include <vector>

#include "hogvec/train.h"
#include "python/text.h"
#include "python/vectors.h"

namespace hogvec::python {

// What became of a training; `failure` is that of TrainResult.
struct Trained {
  std::shared_ptr<const WordVectors> vectors;
  TrainSummary summary;
  std::exception_ptr failure = nullptr;
};

// A reading or a training on a thread of its own, which never asks for the GIL: it leaves events
// for the threads that wait for it. So Python's signals and threads go their way meanwhile.
//
// All functions are for threads of Python's that hold the GIL; those that wait let it go. In a
// child that was forked, where the thread is not, they throw RuntimeError; Stop() does nothing
// there.
class Job {
 public:
  using Result = std::variant<std::monostate, Text, Trained>;
  using Work = std::function<Result(TrainObserver&, const std::stop_token&)>;
  enum class Kind {
    kReading,  // may be stuck in a read that nothing can end, as of a pipe
    kTraining
  };

  // Signals stay with the threads of Python's. Throws RuntimeError in a process that was forked.
  static std::shared_ptr<Job> Start(Kind kind, Work work);
  // Asks it to end early, and leaves it to that.
  ~Job();
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  // Until it is over (true), there is an event, or the time is up.
  bool Wait(double seconds);

  // Those since the last call, as pairs of a name and what there is to say.
  pybind11::list Events();

  // Asks it to end early.
  void Stop();

  // After an epoch the job waits for GoOn(); until then there are rows to copy.
  void GoOn();
  Vectors Snapshot();

  // Waits for the end, or for a signal, whose exception it throws; throws what the work threw.
  template <typename Kept>
  const Kept& Outcome() {
    WaitForEnd();
    return std::get<Kept>(result());
  }

  // Asks all jobs to stop, and waits until each is over and the threads that waited for it have the
  // GIL again: they would be ended on the spot if the interpreter shut down before. Readings that
  // are stuck are waited for no longer than two seconds.
  static void StopAll();

  // In a child that was forked.
  static void ForgetAll();

 private:
  struct State;
  class Observer;

  // Those that exist; touched with the GIL alone.
  static std::vector<std::weak_ptr<State>>& Jobs();

  explicit Job(std::shared_ptr<State> state) : state_(std::move(state)) {}
  void WaitForEnd();
  const Result& result() const;

  std::shared_ptr<State> state_;  // which the thread holds as well
};

void BindJobs(pybind11::module_& module);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_JOB_H_
