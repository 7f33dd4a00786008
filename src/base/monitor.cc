#include "base/monitor.h"

#include <utility>

namespace hogvec {

Monitor::Monitor(std::function<void()> tell, std::chrono::milliseconds interval)
    : tell_(std::move(tell)),
      interval_(interval),
      thread_([this](const std::stop_token& stop) { Watch(stop); }) {}

Monitor::~Monitor() {
  thread_.request_stop();
  thread_.join();
  tell_();
}

void Monitor::Watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, interval_, [] { return false; });
    if (!stop.stop_requested()) tell_();
  }
}

}  // namespace hogvec
