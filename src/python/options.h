#ifndef HOGVEC_PYTHON_OPTIONS_H_
#define HOGVEC_PYTHON_OPTIONS_H_

#include <pybind11/pybind11.h>

#include <string>
#include <vector>

#include "hogvec/train.h"

namespace hogvec::python {

// The options of reading, with the names of texts as they were given: files, folders and lists.
struct ReadingOptions {
  IngestOptions ingest;
  std::vector<std::string> corpus;
};

void BindOptions(pybind11::module_& module);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_OPTIONS_H_
