// The module hogvec._hogvec: what the Python package next to it needs of the library, and no more.
// Its contract is hogvec/_hogvec.pyi.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>

#include "hogvec/kernels.h"
#include "hogvec/version.h"
#include "hogvec/word_vectors.h"
#include "python/errors.h"
#include "python/job.h"
#include "python/options.h"
#include "python/rows.h"
#include "python/table.h"
#include "python/text.h"
#include "python/vectors.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

py::list Formats() {
  py::list formats;
  for (const FormatInfo& info : VectorFormats()) {
    py::list suffixes;
    for (const std::string_view suffix : info.suffixes) {
      if (!suffix.empty()) suffixes.append(ToPython(suffix));
    }
    py::dict format;
    format["name"] = ToPython(info.name);
    format["suffixes"] = suffixes;
    format["about"] = ToPython(info.about);
    format["subwords"] = info.subwords;
    formats.append(format);
  }
  return formats;
}

std::optional<std::string> SuffixFormat(const std::filesystem::path& path, bool has_subwords) {
  const auto format = FormatBySuffix(path, has_subwords);
  return format ? std::optional(std::string(FormatName(*format))) : std::nullopt;
}

std::string Fault(const std::string& format, py::handle word) {
  const auto known = FormatByName(format);
  if (!known) throw py::value_error("format must be one of " + FormatNames());
  return std::string(WordFault(*known, Word(word)));
}

void BindFormats(py::module_& module) {
  module.def("kernel_names", &KernelNames);
  module.def("formats", &Formats);
  module.def("format_by_suffix", &SuffixFormat, py::arg("path"), py::arg("has_subwords"));
  module.def("word_fault", &Fault, py::arg("format"), py::arg("word"));
}

// What the library alone can make: an object that `__new__` made would have nothing in it, and
// reading it would crash.
void ForbidNew(const py::object& type) {
  reinterpret_cast<PyTypeObject*>(type.ptr())->tp_new = nullptr;
}

void BindAll(py::module_& module) {
  module.attr("__version__") = kVersion;
  BindErrors(module);
  BindFormats(module);
  BindRows(module);
  BindOptions(module);
  BindText(module);
  BindVectors(module);
  BindTable(module);
  BindJobs(module);
  for (const char* const type : {"Rows", "Vectors", "Text", "Job"}) ForbidNew(module.attr(type));
}

}  // namespace
}  // namespace hogvec::python

PYBIND11_MODULE(_hogvec, module) { hogvec::python::BindAll(module); }
