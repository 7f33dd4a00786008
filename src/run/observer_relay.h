#ifndef HOGVEC_RUN_OBSERVER_RELAY_H_
#define HOGVEC_RUN_OBSERVER_RELAY_H_

#include <exception>
#include <functional>
#include <stop_token>
#include <string>

#include "hogvec/train.h"

namespace hogvec {

// Stands between a run and the caller's observer. What OnProgress throws, on a thread where nobody
// could catch it, is kept; it asks the run to stop, and RethrowFailure() brings it to the caller.
// The other calls come from the caller's own thread, so what they throw just passes; it is kept as
// well, since it loses its type when other ranks are to throw it, too.
class ObserverRelay : public TrainObserver {
 public:
  // The run stops for `stop`, too.
  ObserverRelay(TrainObserver& observer, const std::stop_token& stop)
      : observer_(observer), passes_on_(stop, [this] { source_.request_stop(); }) {}

  std::stop_token stop() const { return source_.get_token(); }

  // Passes a line on to OnWarning().
  std::function<void(const std::string&)> Warn() {
    return [this](const std::string& line) { OnWarning(line); };
  }

  // What run() returns. If it ended because the observer threw, what that threw comes out.
  template <typename Run>
  auto Observed(const Run& run) const {
    try {
      return run();
    } catch (...) {
      RethrowFailure();
      throw;
    }
  }

  // When no other thread reports progress any more.
  void RethrowFailure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override {
    Keeping([&] { observer_.OnVocabulary(vocabulary, report); });
  }
  void OnProgress(const TrainProgress& progress) override;
  void OnEpoch(const EpochReport& epoch) override {
    Keeping([&] { observer_.OnEpoch(epoch); });
  }
  void OnWarning(const std::string& line) override { observer_.OnWarning(line); }

 private:
  // What tell() throws passes, and is kept.
  template <typename Tell>
  void Keeping(const Tell& tell) {
    try {
      tell();
    } catch (...) {
      failure_ = std::current_exception();
      throw;
    }
  }

  TrainObserver& observer_;
  std::stop_source source_;
  std::exception_ptr failure_;
  std::stop_callback<std::function<void()>> passes_on_;  // last: it uses the source at once
};

}  // namespace hogvec

#endif  // HOGVEC_RUN_OBSERVER_RELAY_H_
