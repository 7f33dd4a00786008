#ifndef HOGVEC_BASE_REPORTER_H_
#define HOGVEC_BASE_REPORTER_H_

#include <exception>
#include <functional>
#include <stop_token>

namespace hogvec {

// Calls an observer's OnProgress on any thread, one at a time. What it throws asks the work to
// stop, and is kept to be thrown by the thread that began it.
template <typename Observer, typename Progress>
class Reporter {
 public:
  // The work stops for `stop`, too. The observer must outlive this.
  Reporter(Observer& observer, const std::stop_token& stop)
      : observer_(observer), forward_(stop, [this] { stop_.request_stop(); }) {}

  void Report(const Progress& progress) noexcept {
    if (failure_ != nullptr) return;
    try {
      observer_.OnProgress(progress);
    } catch (...) {
      failure_ = std::current_exception();
      stop_.request_stop();
    }
  }

  std::stop_token stop() const { return stop_.get_token(); }

  // To be called when no other thread reports.
  void ThrowFailure() const {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
  }

 private:
  Observer& observer_;
  std::stop_source stop_;
  std::exception_ptr failure_;
  std::stop_callback<std::function<void()>> forward_;  // last: it uses the source at once
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_REPORTER_H_
