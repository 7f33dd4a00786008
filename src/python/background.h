#ifndef HOGVEC_PYTHON_BACKGROUND_H_
#define HOGVEC_PYTHON_BACKGROUND_H_

#include <csignal>
#include <functional>
#include <stop_token>

namespace hogvec::python {

// Signals are for Python's main thread; threads that are started meanwhile inherit the mask.
class BlockedSignals {
 public:
  BlockedSignals();
  ~BlockedSignals();
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_ = {};
};

// Runs work(stop) on a thread of its own, without the GIL, and waits. A signal whose handler raises
// asks it to stop; when it has, that exception comes out. So does what the work throws.
void RunInterruptibly(const std::function<void(const std::stop_token&)>& work);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_BACKGROUND_H_
