#include "python/job.h"

#include <chrono>
#include <thread>
#include <utility>

#include "hogvec/error.h"
#include "python/background.h"
#include "python/forks.h"
#include "python/gil.h"
#include "python/reports.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

using Lock = std::unique_lock<std::mutex>;

WordVectors CopyOfRun(const EpochReport& epoch) {
  WordVectors copy = WithoutRows(epoch.vocabulary);
  copy.table.CopyFrom(epoch.input);
  copy.output.CopyFrom(epoch.output);
  return copy;
}

}  // namespace

// What the thread and those who wait for it share.
struct Job::State {
  using Event = std::function<py::tuple()>;

  void Run(const Work& work);
  void Post(Event event);
  void AnswerEpoch(const EpochReport& report);
  void Stop();

  // Lets wait(lock) wait without the GIL; counts the thread for StopAll() until it has it again.
  template <typename WaitWith>
  bool CountedWait(const WaitWith& wait);

  const Kind kind;
  std::mutex mutex = {};
  std::condition_variable changed = {};
  std::stop_source stop = {};
  std::vector<Event> events = {};
  const EpochReport* epoch = nullptr;  // while it waits for GoOn()
  std::size_t waiting = 0;             // threads of Python's
  bool over = false;
  std::exception_ptr failure = nullptr;
  Result result = {};
};

std::vector<std::weak_ptr<Job::State>>& Job::Jobs() {
  static auto* const kJobs = new std::vector<std::weak_ptr<State>>;
  std::erase_if(*kJobs, [](const std::weak_ptr<State>& job) { return job.expired(); });
  return *kJobs;
}

// Leaves events for the threads that wait.
class Job::Observer : public TrainObserver {
 public:
  explicit Observer(State& job) : job_(job) {}

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
  State& job_;
};

// Detached: nobody could join a thread that is stuck in a read.
std::shared_ptr<Job> Job::Start(Kind kind, Work work) {
  RequireNotForked("read or train");
  std::shared_ptr<State> state(new State{kind});
  Jobs().push_back(state);
  const BlockedSignals blocked;
  std::thread([state, work = std::move(work)] { state->Run(work); }).detach();
  return std::shared_ptr<Job>(new Job(std::move(state)));
}

Job::~Job() { Stop(); }

void Job::State::Run(const Work& work) {
  Observer observer(*this);
  Result made;
  std::exception_ptr thrown;
  try {
    made = work(observer, stop.get_token());
  } catch (...) {
    thrown = std::current_exception();
  }
  const std::lock_guard lock(mutex);
  result = std::move(made);
  failure = thrown;
  over = true;
  changed.notify_all();
}

void Job::State::Post(Event event) {
  const std::lock_guard lock(mutex);
  events.push_back(std::move(event));
  changed.notify_all();
}

void Job::State::AnswerEpoch(const EpochReport& report) {
  Lock lock(mutex);
  epoch = &report;
  events.emplace_back(
      [numbers = EpochNumbers(report)] { return py::make_tuple("epoch", ToPython(numbers)); });
  changed.notify_all();
  changed.wait(lock, [&] { return epoch == nullptr || stop.stop_requested(); });
  epoch = nullptr;
}

void Job::State::Stop() {
  const std::lock_guard lock(mutex);
  stop.request_stop();
  changed.notify_all();
}

template <typename WaitWith>
bool Job::State::CountedWait(const WaitWith& wait) {
  RequireNotForked("wait for what its parent does");
  const auto count = [this](std::size_t change) {
    const std::lock_guard lock(mutex);
    waiting += change;
    changed.notify_all();
  };
  count(1);
  bool is_over = false;
  {
    const ReleasedGil released;
    Lock lock(mutex);
    wait(lock);
    is_over = over;
  }
  count(static_cast<std::size_t>(-1));
  return is_over;
}

bool Job::Wait(double seconds) {
  State& job = *state_;
  return job.CountedWait([&](Lock& lock) {
    job.changed.wait_for(lock, std::chrono::duration<double>(seconds),
                         [&] { return job.over || !job.events.empty(); });
  });
}

void Job::WaitForEnd() {
  constexpr std::chrono::milliseconds kPoll(100);
  State& job = *state_;
  while (!job.CountedWait(
      [&](Lock& lock) { job.changed.wait_for(lock, kPoll, [&] { return job.over; }); })) {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
}

// It does not change any more.
const Job::Result& Job::result() const {
  if (state_->failure) std::rethrow_exception(state_->failure);
  return state_->result;
}

py::list Job::Events() {
  RequireNotForked("wait for what its parent does");
  std::vector<State::Event> events;
  {
    const std::lock_guard lock(state_->mutex);
    events.swap(state_->events);
  }
  py::list list;
  for (const State::Event& event : events) list.append(event());
  return list;
}

void Job::Stop() {
  if (!IsForked()) state_->Stop();
}

void Job::GoOn() {
  RequireNotForked("continue what its parent does");
  const std::lock_guard lock(state_->mutex);
  state_->epoch = nullptr;
  state_->changed.notify_all();
}

Vectors Job::Snapshot() {
  RequireNotForked("look at what its parent does");
  const std::lock_guard lock(state_->mutex);
  if (state_->epoch == nullptr) {
    throw py::value_error("there are rows to look at after an epoch only");
  }
  return Vectors(std::make_shared<const WordVectors>(CopyOfRun(*state_->epoch)));
}

void Job::ForgetAll() { Jobs().clear(); }

void Job::StopAll() {
  std::vector<std::shared_ptr<State>> jobs;
  for (const std::weak_ptr<State>& each : Jobs()) {
    if (auto job = each.lock()) jobs.push_back(std::move(job));
  }
  const ReleasedGil released;
  for (const auto& job : jobs) {
    job->Stop();
    Lock lock(job->mutex);
    const auto at_rest = [&] { return job->over && job->waiting == 0; };
    if (job->kind == Kind::kTraining) {
      job->changed.wait(lock, at_rest);
    } else {
      job->changed.wait_for(lock, std::chrono::seconds(2), at_rest);
    }
  }
}

}  // namespace hogvec::python
