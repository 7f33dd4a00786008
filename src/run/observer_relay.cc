#include "run/observer_relay.h"

namespace hogvec {

void ObserverRelay::OnProgress(const TrainProgress& progress) {
  if (failure_) return;
  try {
    observer_.OnProgress(progress);
  } catch (...) {
    failure_ = std::current_exception();
    source_.request_stop();
  }
}

}  // namespace hogvec
