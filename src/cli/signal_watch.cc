#include "cli/signal_watch.h"

#include <cstdio>
#include <ctime>
#include <utility>

#include "cli/status_bar.h"
#include "cli/terminal.h"
#include "io/leftovers.h"

namespace hogvec {
namespace {

constexpr timespec kBetweenLooks{0, 100'000'000};  // 0.1 s
constexpr int kMostLooks = 10;                     // after a signal, with nothing to lose
constexpr int kWake = SIGURG;                      // ends a look; means nothing to anybody else

bool IsIgnored(int signal) {
  struct sigaction action = {};
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

[[noreturn]] void DieBy(int signal) {
  RemoveLeftovers();
  EndStatus();
  static_cast<void>(std::fflush(nullptr));
  static_cast<void>(std::signal(signal, SIG_DFL));
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal);
  ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  static_cast<void>(std::raise(signal));
  ::_Exit(128 + signal);
}

}  // namespace

SignalWatch::SignalWatch() : SignalWatch(false, {}) {}

SignalWatch::SignalWatch(std::string last_words) : SignalWatch(true, std::move(last_words)) {}

SignalWatch::SignalWatch(bool asks, std::string last_words)
    : asks_(asks), last_words_(std::move(last_words)) {
  sigemptyset(&watched_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
    if (!IsIgnored(signal)) sigaddset(&watched_, signal);
  }
  sigaddset(&watched_, kWake);
  ::pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
  thread_ = std::jthread([this](const std::stop_token& end) { Watch(end); });
}

SignalWatch::~SignalWatch() {
  thread_.request_stop();
  thread_.join();
  ::pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
}

void SignalWatch::Watch(const std::stop_token& end) {
  const std::stop_callback wake(end, [self = ::pthread_self()] { ::pthread_kill(self, kWake); });
  for (int looks = 0; !end.stop_requested();) {
    const int signal = ::sigtimedwait(&watched_, nullptr, &kBetweenLooks);
    const bool asked = signal > 0 && signal != kWake;
    if (received_ != 0 && asked) DieBy(signal);
    if (received_ != 0 && ++looks > kMostLooks && !waits_for_the_end_) {
      if (!silent_) Say(last_words_);
      DieBy(received_);
    }
    if (!asked) continue;
    if (!asks_) DieBy(signal);
    received_ = signal;
    source_.request_stop();
  }
}

void SignalWatch::DieIfAsked() const {
  if (received_ != 0) DieBy(received_);
}

}  // namespace hogvec
