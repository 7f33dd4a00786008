#ifndef HOGVEC_BASE_MONITOR_H_
#define HOGVEC_BASE_MONITOR_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace hogvec {

// Tells how a phase of some work gets on, twice a second and once more at the end, from a thread of
// its own. The phase ends with the monitor.
class Monitor {
 public:
  // `tell` is called from the monitor's thread, then from the destructor's.
  explicit Monitor(std::function<void()> tell);
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

 private:
  void Watch(const std::stop_token& stop);

  std::function<void()> tell_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_MONITOR_H_
