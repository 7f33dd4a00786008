#ifndef HOGVEC_CLI_SIGNAL_WATCH_H_
#define HOGVEC_CLI_SIGNAL_WATCH_H_

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace hogvec {

// Turns the first SIGINT, SIGTERM or SIGHUP into a request to stop, so that a run can end in order.
// A second one ends the process at once, as it would have without a watch. A signal that was
// ignored when the program started, as under nohup, stays ignored.
//
// Threads that are started after it inherit that these signals are blocked, and none ever runs a
// handler; so there must be one watch at most, made before any other thread.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  std::stop_token stop() const { return source_.get_token(); }

  // Ends the process by the signal that came, if one came: what started it shall see by what it
  // ended. Returns otherwise.
  void DieIfAsked() const;

 private:
  void Watch(const std::stop_token& end);

  sigset_t watched_ = {};
  std::stop_source source_;
  std::atomic<int> received_ = 0;
  std::jthread thread_;  // last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_CLI_SIGNAL_WATCH_H_
