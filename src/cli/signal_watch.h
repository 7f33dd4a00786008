#ifndef HOGVEC_CLI_SIGNAL_WATCH_H_
#define HOGVEC_CLI_SIGNAL_WATCH_H_

#include <atomic>
#include <csignal>
#include <stop_token>
#include <string>
#include <thread>

namespace hogvec {

// Turns the first SIGINT, SIGTERM, SIGHUP or SIGUSR1 (which batch systems send before time is up,
// and mpirun hands on at once) into a request to stop, so that a run can end in order. A second one
// ends the process at once, as it would have without a watch, but for temporary files, which go. A
// signal that was ignored when the program started, as under nohup, stays ignored.
//
// Threads that are started after it inherit that these signals are blocked, and none ever runs a
// handler; so there must be one watch at most, made before any other thread.
class SignalWatch {
 public:
  // The first signal ends the process: there is nobody to heed a request.
  SignalWatch();

  // The first signal is a request. `last_words` are said on stderr if the watch has to end the
  // process itself.
  explicit SignalWatch(std::string last_words);
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  std::stop_token stop() const { return source_.get_token(); }

  // Until this is called there is nothing to lose: a process that has not ended in order a second
  // after a signal, as when it waits for a pipe, is ended by the watch.
  void WaitForTheEnd() { waits_for_the_end_ = true; }

  // Says no last words: another process of the same run does.
  void EndInSilence() { silent_ = true; }

  // Ends the process by the signal that came, if one came: what started it shall see by what it
  // ended. Returns otherwise.
  void DieIfAsked() const;

  // The signal that came; 0 if none did.
  int received() const { return received_; }

 private:
  SignalWatch(bool asks, std::string last_words);
  void Watch(const std::stop_token& end);

  const bool asks_;
  const std::string last_words_;
  sigset_t watched_ = {};
  std::stop_source source_;
  std::atomic<int> received_ = 0;
  std::atomic<bool> waits_for_the_end_ = false, silent_ = false;
  std::jthread thread_;  // last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_CLI_SIGNAL_WATCH_H_
