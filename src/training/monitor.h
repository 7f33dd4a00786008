#ifndef HOGVEC_TRAINING_MONITOR_H_
#define HOGVEC_TRAINING_MONITOR_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "hogvec/train.h"

namespace hogvec {

// Tells an observer how a phase of a run gets on, twice a second and once more at the end, from a
// thread of its own. The phase ends with the monitor.
class Monitor {
 public:
  // `snapshot` takes the state; it is called from the monitor's thread, then from the destructor's.
  Monitor(TrainObserver& observer, std::function<TrainProgress()> snapshot);
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

 private:
  void Watch(const std::stop_token& stop);

  TrainObserver& observer_;
  std::function<TrainProgress()> snapshot_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_MONITOR_H_
