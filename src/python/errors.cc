#include "python/errors.h"

#include <cerrno>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "hogvec/error.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

// Set once, by hogvec/errors.py; never destroyed, since the interpreter may be gone before.
struct Factories {
  py::object error;         // (kind, message, option) -> exception
  py::object unknown_word;  // (word, vectors) -> exception
};

Factories& TheFactories() {
  static auto* const kFactories = new Factories;
  return *kFactories;
}

std::string_view NameOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNotFound:
      return "not_found";
    case ErrorKind::kUsage:
      return "usage";
    case ErrorKind::kMalformed:
      return "malformed";
    case ErrorKind::kNoInput:
      return "no_input";
    case ErrorKind::kInternal:
      return "internal";
    case ErrorKind::kResource:
      return "resource";
    case ErrorKind::kCannotCreate:
      return "cannot_create";
    case ErrorKind::kIo:
      return "io";
    case ErrorKind::kBusy:
      return "busy";
  }
  return "internal";
}

void Set(const py::object& exception) {
  PyErr_SetObject(py::type::of(exception).ptr(), exception.ptr());
}

void SetFromLibrary(std::string_view kind, std::string_view message, std::string_view option) {
  Set(TheFactories().error(py::str(kind.data(), kind.size()), ToPython(message), ToPython(option)));
}

void Translate(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const Error& error) {
    SetFromLibrary(NameOf(error.kind()), error.what(), error.option());
  } catch (const std::filesystem::filesystem_error& error) {
    errno = error.code().value();
    PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, ToPython(error.path1().native()).ptr());
  } catch (const Interrupted& interrupted) {
    SetFromLibrary("interrupted", interrupted.what(), "");
  }
}

}  // namespace

void BindErrors(py::module_& module) {
  py::register_exception_translator(&Translate);
  module.def("set_error_factory", [](py::object error, py::object unknown_word) {
    TheFactories() = {std::move(error), std::move(unknown_word)};
  });
}

void ThrowUnknownWord(py::handle word, py::handle vectors) {
  Set(TheFactories().unknown_word(word, vectors));
  throw py::error_already_set();
}

}  // namespace hogvec::python
