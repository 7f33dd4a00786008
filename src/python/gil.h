#ifndef HOGVEC_PYTHON_GIL_H_
#define HOGVEC_PYTHON_GIL_H_

#include <Python.h>

namespace hogvec::python {

// Lets other threads of Python's run while it exists. Objects of Python's must not be touched
// meanwhile.
//
// Unlike pybind11's, its end may throw: when the interpreter is shutting down, a thread that asks
// for the lock is ended by unwinding its stack (pthread_exit), which must pass through here.
class ReleasedGil {
 public:
  ReleasedGil() : state_(PyEval_SaveThread()) {}
  ~ReleasedGil() noexcept(false) { PyEval_RestoreThread(state_); }
  ReleasedGil(const ReleasedGil&) = delete;
  ReleasedGil& operator=(const ReleasedGil&) = delete;

 private:
  PyThreadState* state_;
};

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_GIL_H_
