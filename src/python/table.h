#ifndef HOGVEC_PYTHON_TABLE_H_
#define HOGVEC_PYTHON_TABLE_H_

#include <pybind11/pybind11.h>

namespace hogvec::python {

// EmbeddingTable for Python, with writable rows.
void BindTable(pybind11::module_& module);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_TABLE_H_
