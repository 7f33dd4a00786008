#ifndef HOGVEC_PYTHON_ROWS_H_
#define HOGVEC_PYTHON_ROWS_H_

#include <pybind11/pybind11.h>

#include <memory>

#include "hogvec/embedding_table.h"
#include "hogvec/neighbours.h"

namespace hogvec::python {

// Rows for NumPy to look at, without a copy, by Python's buffer protocol (PEP 3118). Keeps what it
// shows alive.
//
// Not pybind11's own buffers: those give padded rows to a caller who asked for bytes in a piece,
// which then reads the wrong ones.
class Rows {
 public:
  // Of a search, to be read only.
  explicit Rows(const NeighbourSearch& search);
  // Of a table, which `owner` keeps.
  Rows(std::shared_ptr<const void> owner, const EmbeddingTable& table, bool writable);

  // Fills the view that somebody asks for. Raises BufferError for what these rows can't be.
  int Fill(PyObject* self, Py_buffer* view, int flags);

 private:
  void Describe(const float* first, std::size_t rows, std::size_t dim, std::size_t stride);
  bool IsContiguous() const;

  std::shared_ptr<const void> owner_;
  void* first_ = nullptr;
  Py_ssize_t shape_[2] = {0, 0};    // rows, values
  Py_ssize_t strides_[2] = {0, 0};  // bytes
  bool writable_ = false;
};

void BindRows(pybind11::module_& module);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_ROWS_H_
