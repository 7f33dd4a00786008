#include "cluster/mpi_thread.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <string>
#include <system_error>
#include <utility>

#include "hogvec/error.h"

namespace hogvec {
namespace {

// How long Abort() may take until the process ends by itself.
constexpr std::chrono::seconds kAbortTime{10};
constexpr int kNeverLeft = 70;  // EX_SOFTWARE: a program that does not say goodbye has a defect

// Linux makes a pause longer by 50 us unless it is asked not to.
void SleepExactly() {
#ifdef __linux__
  ::prctl(PR_SET_TIMERSLACK, 1000UL, 0, 0, 0);  // ns
#endif
}

// Open MPI gives the core away at each look if there are more ranks than cores, or if it is asked
// to. This thread sleeps between looks anyway, and while workers train on all cores it gets one
// back only milliseconds later: 4 MB took 450 ms instead of 10. A setting of the user's stays.
void KeepTheCoreWhileLooking() { ::setenv("OMPI_MCA_mpi_yield_when_idle", "0", 0); }

// Between processes of one machine a look moves a few pieces of this size, 32 KB by default: with
// larger ones a rank waits a third less.
void SendLargePieces() { ::setenv("OMPI_MCA_btl_vader_max_send_size", "262144", 0); }

void Initialise() {
  SleepExactly();
  KeepTheCoreWhileLooking();
  SendLargePieces();
  int granted = MPI_THREAD_SINGLE;
  CheckMpi(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &granted));
  CheckMpi(MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN));
  if (granted < MPI_THREAD_FUNNELED)
    throw Error(ErrorKind::kResource, "this MPI was built without support for threads");
}

bool AreComplete(std::span<MPI_Request> requests, int looks) {
  int complete = 0;
  for (; looks > 0 && complete == 0; --looks)
    CheckMpi(MPI_Testall(static_cast<int>(requests.size()), requests.data(), &complete,
                         MPI_STATUSES_IGNORE));
  return complete != 0;
}

}  // namespace

void CheckMpi(int status) {
  if (status == MPI_SUCCESS) return;
  std::array<char, MPI_MAX_ERROR_STRING> text{};
  int length = 0;
  MPI_Error_string(status, text.data(), &length);
  throw Error(ErrorKind::kIo, "MPI: " + std::string(text.data(), static_cast<std::size_t>(length)));
}

MpiThread::MpiThread() {
  std::promise<void> promise;
  std::future<void> ready = promise.get_future();
  try {
    thread_ = std::thread(&MpiThread::Work, this, std::move(promise));
  } catch (const std::system_error& error) {
    throw Error(ErrorKind::kResource, "no thread for MPI: " + error.code().message());
  }
  try {
    ready.get();
  } catch (...) {
    thread_.join();
    throw;
  }
}

MpiThread::~MpiThread() {
  if (!finalised_) Abort(kNeverLeft);
  thread_.join();
}

void MpiThread::Run(std::function<void()> job) {
  std::packaged_task<void()> task(std::move(job));
  std::future<void> done = task.get_future();
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(task));
  }
  wake_.notify_all();
  done.get();
}

bool MpiThread::WaitFor(std::span<MPI_Request> requests, const Pace& pace,
                        Clock::time_point deadline) {
  std::chrono::nanoseconds pause = pace.first;
  while (!AreComplete(requests, pace.looks)) {
    AbortIfAsked();
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(pause);
    pause = std::min<std::chrono::nanoseconds>(pause + pause / 8, pace.longest);
  }
  return true;
}

void MpiThread::Finalise() {
  CheckMpi(MPI_Finalize());
  finalised_ = true;
}

void MpiThread::Abort(int code) {
  abort_code_ = code;
  { const std::lock_guard lock(mutex_); }  // so that it is not missed between a look and a wait
  wake_.notify_all();
  std::this_thread::sleep_for(kAbortTime);
  std::_Exit(code);
}

void MpiThread::AbortIfAsked() const {
  if (abort_code_ != kNoAbort) MPI_Abort(MPI_COMM_WORLD, abort_code_);
}

void MpiThread::Work(std::promise<void> ready) {
  try {
    Initialise();
  } catch (...) {
    ready.set_exception(std::current_exception());
    return;
  }
  ready.set_value();
  while (!finalised_) NextJob()();
}

std::packaged_task<void()> MpiThread::NextJob() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return !jobs_.empty() || abort_code_ != kNoAbort; });
  AbortIfAsked();
  std::packaged_task<void()> job = std::move(jobs_.front());
  jobs_.pop_front();
  return job;
}

}  // namespace hogvec
