#include "python/rows.h"

#include <utility>

namespace hogvec::python {
namespace py = pybind11;
namespace {

char kFormat[] = "f";  // which Py_buffer wants to be able to change

bool Asks(int flags, int what) { return (flags & what) == what; }

int Refuse(const char* why) {
  PyErr_SetString(PyExc_BufferError, why);
  return -1;
}

int GetBuffer(PyObject* self, Py_buffer* view, int flags) {
  view->obj = nullptr;
  try {
    return py::cast<Rows&>(py::handle(self)).Fill(self, view, flags);
  } catch (const std::exception&) {
    return Refuse("these are no rows");
  }
}

void SetUp(PyHeapTypeObject* type) {
  type->as_buffer.bf_getbuffer = GetBuffer;
  type->as_buffer.bf_releasebuffer = nullptr;
  type->ht_type.tp_as_buffer = &type->as_buffer;
}

}  // namespace

Rows::Rows(const NeighbourSearch& search) : owner_(std::make_shared<NeighbourSearch>(search)) {
  const RowsView rows = search.rows();
  Describe(rows.first, rows.rows, rows.dim, rows.stride);
}

Rows::Rows(std::shared_ptr<const void> owner, const EmbeddingTable& table, bool writable)
    : owner_(std::move(owner)), writable_(writable) {
  Describe(table.Address(RowId{0}), table.rows(), table.dim(), table.stride());
}

void Rows::Describe(const float* first, std::size_t rows, std::size_t dim, std::size_t stride) {
  first_ = const_cast<float*>(first);  // which only a writable view shows as such
  shape_[0] = static_cast<Py_ssize_t>(rows);
  shape_[1] = static_cast<Py_ssize_t>(dim);
  strides_[0] = static_cast<Py_ssize_t>(stride * sizeof(float));
  strides_[1] = sizeof(float);
}

bool Rows::IsContiguous() const { return shape_[0] <= 1 || strides_[0] == shape_[1] * strides_[1]; }

int Rows::Fill(PyObject* self, Py_buffer* view, int flags) {
  if (Asks(flags, PyBUF_WRITABLE) && !writable_) return Refuse("these rows are read-only");
  const bool in_a_piece = Asks(flags, PyBUF_C_CONTIGUOUS) || Asks(flags, PyBUF_ANY_CONTIGUOUS) ||
                          !Asks(flags, PyBUF_STRIDES);
  if (in_a_piece && !IsContiguous()) {
    return Refuse("these rows are padded; numpy.ascontiguousarray() copies them");
  }
  if (Asks(flags, PyBUF_F_CONTIGUOUS)) return Refuse("these rows stand one after the other");
  *view = {};
  view->buf = first_;
  view->len = shape_[0] * shape_[1] * strides_[1];
  view->itemsize = sizeof(float);
  view->readonly = writable_ ? 0 : 1;
  view->format = Asks(flags, PyBUF_FORMAT) ? kFormat : nullptr;
  view->ndim = Asks(flags, PyBUF_ND) ? 2 : 1;
  view->shape = Asks(flags, PyBUF_ND) ? shape_ : nullptr;
  view->strides = Asks(flags, PyBUF_STRIDES) ? strides_ : nullptr;
  view->obj = py::handle(self).inc_ref().ptr();
  return 0;
}

void BindRows(py::module_& module) {
  py::class_<Rows>(module, "Rows", py::is_final(), py::custom_type_setup(SetUp));
}

}  // namespace hogvec::python
