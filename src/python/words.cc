#include "python/words.h"

#include <fmt/format.h>

namespace hogvec::python {
namespace py = pybind11;
namespace {

constexpr Py_UCS4 kFirstEscape = 0xDC80, kLastEscape = 0xDCFF;  // of the bytes 80 to FF
constexpr Py_UCS4 kFirstSurrogate = 0xD800, kLastSurrogate = 0xDFFF;

void Append(Py_UCS4 c, std::string& out) {
  const auto byte = [&](Py_UCS4 value) { out += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c >= kFirstEscape && c <= kLastEscape) {
    byte(c - 0xDC00);
  } else if (c >= kFirstSurrogate && c <= kLastSurrogate) {
    throw py::value_error(fmt::format("a word has a lone surrogate, U+{:04X}", c));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

template <typename Unit>
void AppendUnits(const void* data, Py_ssize_t length, std::string& out) {
  const auto* const units = static_cast<const Unit*>(data);
  for (Py_ssize_t i = 0; i < length; ++i) Append(units[i], out);
}

std::string_view AsciiOf(PyObject* text) {
  return {static_cast<const char*>(PyUnicode_DATA(text)),
          static_cast<std::size_t>(PyUnicode_GET_LENGTH(text))};
}

std::string_view BytesOf(PyObject* bytes) {
  return {PyBytes_AS_STRING(bytes), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes))};
}

}  // namespace

// PyUnicode_AsUTF8 would leave a second copy of the text in every str.
void AppendText(PyObject* text, std::string& out) {
  if (PyUnicode_READY(text) != 0) throw py::error_already_set();
  if (PyUnicode_IS_ASCII(text)) {
    out += AsciiOf(text);
    return;
  }
  const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  const void* const data = PyUnicode_DATA(text);
  switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
      return AppendUnits<Py_UCS1>(data, length, out);
    case PyUnicode_2BYTE_KIND:
      return AppendUnits<Py_UCS2>(data, length, out);
    default:
      return AppendUnits<Py_UCS4>(data, length, out);
  }
}

void AppendWord(PyObject* word, std::string& out) {
  if (PyUnicode_Check(word)) return AppendText(word, out);
  if (!PyBytes_Check(word)) {
    throw py::type_error("a word is str or bytes, not " + TypeName(word));
  }
  out += BytesOf(word);
}

Word::Word(py::handle word) {
  PyObject* const object = word.ptr();
  if (PyBytes_Check(object)) {
    view_ = BytesOf(object);
  } else if (PyUnicode_Check(object) && PyUnicode_READY(object) == 0 &&
             PyUnicode_IS_ASCII(object)) {
    view_ = AsciiOf(object);
  } else {
    AppendWord(object, copy_);
    view_ = copy_;
  }
}

py::str ToPython(std::string_view word) {
  PyObject* const text =
      PyUnicode_DecodeUTF8(word.data(), static_cast<Py_ssize_t>(word.size()), "surrogateescape");
  if (text == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(text);
}

std::string TypeName(py::handle object) { return Py_TYPE(object.ptr())->tp_name; }

}  // namespace hogvec::python
