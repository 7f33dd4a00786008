#ifndef HOGVEC_PYTHON_ERRORS_H_
#define HOGVEC_PYTHON_ERRORS_H_

#include <pybind11/pybind11.h>

namespace hogvec::python {

// Errors of the library become the exceptions of hogvec/errors.py, which decides on them.
void BindErrors(pybind11::module_& module);

// Raises UnknownWordError; `vectors` is asked for similar spellings if somebody prints it.
[[noreturn]] void ThrowUnknownWord(pybind11::handle word, pybind11::handle vectors);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_ERRORS_H_
