#ifndef HOGVEC_PYTHON_SHUTDOWN_H_
#define HOGVEC_PYTHON_SHUTDOWN_H_

namespace hogvec::python {

// When the interpreter shuts down, a thread of Python's that asks for the GIL is ended on the spot,
// and what it runs of C++ with it. So those that walk an iterable must leave before that.

// Exists while a thread walks an iterable. To be made and destroyed with the GIL.
class Walking {
 public:
  Walking();
  ~Walking();
  Walking(const Walking&) = delete;
  Walking& operator=(const Walking&) = delete;
};

// Throws Interrupted if the interpreter is about to shut down.
void RequireNoShutdown();

// From now on RequireNoShutdown() throws. Waits, without the GIL, until nobody walks any more, but
// no longer than two seconds: an iterable may be stuck.
void EndWalks();

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_SHUTDOWN_H_
