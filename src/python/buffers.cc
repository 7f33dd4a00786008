#include "python/buffers.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace hogvec::python {
namespace py = pybind11;
namespace {

std::string_view NameOf(char type) {
  if (type == 'f') return "float32";
  return type == 'q' ? "int64" : "uint64";
}

// NumPy says "l" and "L" for 64-bit integers where a C long has as many bits.
bool IsType(std::string_view format, char type) {
  if (format.starts_with('<') || format.starts_with('=') || format.starts_with('@')) {
    format.remove_prefix(1);
  }
  const char as_long = type == 'q' ? 'l' : type == 'Q' ? 'L' : type;
  return format.size() == 1 && (format[0] == type || format[0] == as_long);
}

}  // namespace

Array::Array(py::handle object, std::string what, char type, int dimensions, bool writable)
    : what_(std::move(what)) {
  const int flags = PyBUF_STRIDES | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
  if (PyObject_GetBuffer(object.ptr(), &view_, flags) != 0) throw py::error_already_set();
  try {
    RequireType(type);
    if (view_.ndim != dimensions) {
      throw py::value_error(
          fmt::format("{} must have {} axes, not {}", what_, dimensions, view_.ndim));
    }
  } catch (...) {
    PyBuffer_Release(&view_);
    throw;
  }
}

Array::~Array() { PyBuffer_Release(&view_); }

void Array::RequireType(char type) const {
  const std::string_view format = view_.format == nullptr ? "B" : view_.format;
  if (IsType(format, type)) return;
  throw py::type_error(
      fmt::format("{} must be an array of {} in this machine's byte order, not of "
                  "the type '{}'",
                  what_, NameOf(type), format));
}

void Array::RequireAligned(std::size_t alignment) const {
  if (reinterpret_cast<std::uintptr_t>(view_.buf) % alignment == 0) return;
  throw py::value_error(
      fmt::format("{} must be aligned in memory (numpy.require(array, requirements='CA'))", what_));
}

void Array::RequireContiguous() const {
  if (PyBuffer_IsContiguous(&view_, 'C') != 0) return;
  throw py::value_error(fmt::format("{} must be contiguous (numpy.ascontiguousarray)", what_));
}

}  // namespace hogvec::python
