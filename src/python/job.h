#ifndef HOGVEC_PYTHON_JOB_H_
#define HOGVEC_PYTHON_JOB_H_

#include <pybind11/pybind11.h>

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "hogvec/train.h"
#include "python/text.h"
#include "python/vectors.h"

namespace hogvec::python {

// What became of a training.
struct Trained {
  std::shared_ptr<const WordVectors> vectors;
  TrainSummary summary;
};

// A reading or a training on a thread of its own, which never asks for the GIL: it leaves events
// for the threads that wait for it. So Python's signals and threads go their way meanwhile.
//
// All functions are for threads of Python's that hold the GIL; those that wait let it go.
class Job {
 public:
  using Result = std::variant<std::monostate, Text, Trained>;
  using Work = std::function<Result(TrainObserver&, const std::stop_token&)>;

  // Signals stay with the threads of Python's. Throws RuntimeError in a process that was forked.
  static std::shared_ptr<Job> Start(Work work);
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

  // Waits for the end; throws what the work threw. Once.
  template <typename Kind>
  Kind Take() {
    WaitForEnd();
    if (failure_) std::rethrow_exception(failure_);
    return std::get<Kind>(std::exchange(result_, {}));
  }

  // Asks all jobs to stop, and waits until each is over and the threads that waited for it have the
  // GIL again: they would be ended on the spot if the interpreter shut down before.
  static void StopAll();

  // In a child that was forked, which has none of the threads.
  static void ForgetAll();

 private:
  class Observer;
  using Event = std::function<pybind11::tuple()>;

  explicit Job(Work work);
  void Run(const Work& work);
  void WaitForEnd();
  template <typename WaitWith>
  bool CountedWait(const WaitWith& wait);
  void Post(Event event);
  void AnswerEpoch(const EpochReport& epoch);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::stop_source stop_;
  std::vector<Event> events_;
  const EpochReport* epoch_ = nullptr;  // while it waits for GoOn()
  std::size_t waiting_ = 0;             // threads of Python's
  bool over_ = false;
  std::exception_ptr failure_;
  Result result_;
  std::thread thread_;
};

void BindJobs(pybind11::module_& module);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_JOB_H_
