#ifndef HOGVEC_BASE_MONITOR_H_
#define HOGVEC_BASE_MONITOR_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace hogvec {

// Tells how a phase of some work gets on, twice a second and once more at the end, from a thread of
// its own. The phase ends with the monitor.
class Monitor {
 public:
  // `tell` is called from the monitor's thread, then from the destructor's, never by both at once.
  explicit Monitor(std::function<void()> tell, std::chrono::milliseconds interval = kHalfASecond);
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

 private:
  static constexpr std::chrono::milliseconds kHalfASecond{500};

  void Watch(const std::stop_token& stop);

  const std::function<void()> tell_;
  const std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_MONITOR_H_
