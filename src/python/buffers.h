#ifndef HOGVEC_PYTHON_BUFFERS_H_
#define HOGVEC_PYTHON_BUFFERS_H_

#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace hogvec::python {

// An array that Python gave, seen by the buffer protocol for as long as this exists. Arrays of
// another type, byte order or shape are a TypeError or ValueError that says what was expected.
class Array {
 public:
  // `what` names the argument in messages, `type` is the expected one ('f': float32, 'q': int64,
  // 'Q': uint64), and `dimensions` the number of axes.
  Array(pybind11::handle object, std::string what, char type, int dimensions,
        bool writable = false);
  ~Array();
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;

  std::size_t Length(int axis) const { return static_cast<std::size_t>(view_.shape[axis]); }

  // All values, in C order. Throws ValueError if they do not stand one after the other, or not
  // where this machine wants such values to be.
  template <typename Value>
  std::span<Value> Values() const {
    RequireContiguous();
    RequireAligned(alignof(Value));
    return {static_cast<Value*>(view_.buf), static_cast<std::size_t>(view_.len) / sizeof(Value)};
  }

  // The value at a place of two axes, whatever the strides are.
  float At(std::size_t row, std::size_t column) const {
    const char* const bytes = static_cast<const char*>(view_.buf);
    float value = 0;
    std::memcpy(&value,
                bytes + static_cast<Py_ssize_t>(row) * view_.strides[0] +
                    static_cast<Py_ssize_t>(column) * view_.strides[1],
                sizeof(value));
    return value;
  }

 private:
  void RequireAligned(std::size_t alignment) const;
  void RequireContiguous() const;
  void RequireType(char type) const;

  std::string what_;
  Py_buffer view_ = {};
};

// A copy of values as bytes, for numpy.frombuffer().
template <typename Value>
pybind11::bytes BytesOf(std::span<const Value> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_BUFFERS_H_
