#include "base/monitor.h"

#include <chrono>
#include <utility>

namespace hogvec {
namespace {

constexpr std::chrono::milliseconds kInterval{500};

}  // namespace

Monitor::Monitor(std::function<void()> tell)
    : tell_(std::move(tell)), thread_([this](const std::stop_token& stop) { Watch(stop); }) {}

Monitor::~Monitor() {
  thread_.request_stop();
  thread_.join();
  tell_();
}

void Monitor::Watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, kInterval, [] { return false; });
    if (!stop.stop_requested()) tell_();
  }
}

}  // namespace hogvec
