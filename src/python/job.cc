#include "python/job.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "hogvec/error.h"
#include "python/forks.h"
#include "python/gil.h"
#include "python/reports.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

// The jobs that exist; touched with the GIL alone.
std::vector<std::weak_ptr<Job>>& Jobs() {
  static auto* const kJobs = new std::vector<std::weak_ptr<Job>>;
  std::erase_if(*kJobs, [](const std::weak_ptr<Job>& job) { return job.expired(); });
  return *kJobs;
}

WordVectors CopyOfRun(const EpochReport& epoch) {
  const auto counts = epoch.vocabulary.counts();
  return {.words = epoch.vocabulary.words(),
          .table = CopyOf(epoch.input),
          .output = CopyOf(epoch.output),
          .counts = {counts.begin(), counts.end()}};
}

// Signals are for Python's main thread; what is started meanwhile inherits the mask.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_ = {};
};

}  // namespace

// Leaves events for the threads that wait.
class Job::Observer : public TrainObserver {
 public:
  explicit Observer(Job& job) : job_(job) {}

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override {
    job_.Post([words = vocabulary.size(), report] {
      py::dict about;
      about["words"] = words;
      about["report"] = ToPython(report);
      return py::make_tuple("vocabulary", about);
    });
  }
  void OnProgress(const TrainProgress& progress) override {
    job_.Post([progress] { return py::make_tuple("progress", ToPython(progress)); });
  }
  void OnWarning(const std::string& line) override {
    job_.Post([line] { return py::make_tuple("warning", ToPython(std::string_view(line))); });
  }
  void OnEpoch(const EpochReport& epoch) override { job_.AnswerEpoch(epoch); }

 private:
  Job& job_;
};

std::shared_ptr<Job> Job::Start(Work work) {
  RequireNotForked("read or train");
  std::shared_ptr<Job> job(new Job(std::move(work)));
  Jobs().push_back(job);
  return job;
}

Job::Job(Work work) {
  const BlockedSignals blocked;
  thread_ = std::thread([this, work = std::move(work)] { Run(work); });
}

// In a child that was forked there is no thread to be joined.
Job::~Job() {
  if (IsForked()) {
    thread_.detach();
    return;
  }
  Stop();
  const ReleasedGil released;
  thread_.join();
}

void Job::Run(const Work& work) {
  Observer observer(*this);
  Result result;
  std::exception_ptr failure;
  try {
    result = work(observer, stop_.get_token());
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
  failure_ = failure;
  over_ = true;
  changed_.notify_all();
}

void Job::Post(Event event) {
  const std::lock_guard lock(mutex_);
  events_.push_back(std::move(event));
  changed_.notify_all();
}

void Job::AnswerEpoch(const EpochReport& epoch) {
  std::unique_lock lock(mutex_);
  epoch_ = &epoch;
  events_.emplace_back(
      [numbers = EpochNumbers(epoch)] { return py::make_tuple("epoch", ToPython(numbers)); });
  changed_.notify_all();
  changed_.wait(lock, [&] { return epoch_ == nullptr || stop_.stop_requested(); });
  epoch_ = nullptr;
}

// Counts the thread for StopAll() until it has the GIL again.
template <typename WaitWith>
bool Job::CountedWait(const WaitWith& wait) {
  const auto count = [this](std::size_t change) {
    const std::lock_guard lock(mutex_);
    waiting_ += change;
    changed_.notify_all();
  };
  count(1);
  bool over = false;
  {
    const ReleasedGil released;
    std::unique_lock lock(mutex_);
    wait(lock);
    over = over_;
  }
  count(static_cast<std::size_t>(-1));
  return over;
}

bool Job::Wait(double seconds) {
  return CountedWait([&](std::unique_lock<std::mutex>& lock) {
    changed_.wait_for(lock, std::chrono::duration<double>(seconds),
                      [&] { return over_ || !events_.empty(); });
  });
}

void Job::WaitForEnd() {
  CountedWait(
      [&](std::unique_lock<std::mutex>& lock) { changed_.wait(lock, [&] { return over_; }); });
}

py::list Job::Events() {
  std::vector<Event> events;
  {
    const std::lock_guard lock(mutex_);
    events.swap(events_);
  }
  py::list list;
  for (const Event& event : events) list.append(event());
  return list;
}

void Job::Stop() {
  const std::lock_guard lock(mutex_);
  stop_.request_stop();
  changed_.notify_all();
}

void Job::GoOn() {
  const std::lock_guard lock(mutex_);
  epoch_ = nullptr;
  changed_.notify_all();
}

Vectors Job::Snapshot() {
  const std::lock_guard lock(mutex_);
  if (epoch_ == nullptr) throw py::value_error("there are rows to look at after an epoch only");
  return Vectors(std::make_shared<const WordVectors>(CopyOfRun(*epoch_)));
}

void Job::ForgetAll() { Jobs().clear(); }

void Job::StopAll() {
  std::vector<std::shared_ptr<Job>> jobs;
  for (const std::weak_ptr<Job>& each : Jobs()) {
    if (auto job = each.lock()) jobs.push_back(std::move(job));
  }
  const ReleasedGil released;
  for (const auto& job : jobs) {
    std::unique_lock lock(job->mutex_);
    job->stop_.request_stop();
    job->changed_.notify_all();
    job->changed_.wait(lock, [&] { return job->over_ && job->waiting_ == 0; });
  }
}

}  // namespace hogvec::python
