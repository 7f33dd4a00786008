#ifndef HOGVEC_PYTHON_FORKS_H_
#define HOGVEC_PYTHON_FORKS_H_

namespace hogvec::python {

// Whether this process was forked by Python's os.fork(): of the threads that shared the work only
// one is left. Questions run on that one then; whatever needs others must be refused.
bool IsForked();

// Throws RuntimeError that says what to do if the process was forked.
void RequireNotForked(const char* what);

// To be called in the child, by its only thread.
void MarkForked();

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_FORKS_H_
