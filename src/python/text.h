#ifndef HOGVEC_PYTHON_TEXT_H_
#define HOGVEC_PYTHON_TEXT_H_

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>

#include "hogvec/kept_text.h"
#include "python/options.h"

namespace hogvec::python {

class Vectors;

// A text that was read, as Python's Text.
struct Text {
  KeptText kept;
  std::uint64_t sentences = 0;     // that came, with known words or without
  std::uint64_t empty_tokens = 0;  // of sentences from Python, left out
};

// What a vocabulary starts from: the words and counts of a text or of vectors, if there are any.
// Throws ValueError for vectors without counts.
class Base {
 public:
  // `base` is None, a Text or a Vectors, which must outlive this.
  explicit Base(pybind11::handle base);

  const Vocabulary* get() const { return vocabulary_.get(); }

  // Reads a text: with these words too, or, if `fixed`, in terms of them alone.
  KeptText Read(const IngestOptions& options, bool fixed, TrainObserver& observer,
                const RunControl& control = {}) const;

 private:
  std::shared_ptr<const Vocabulary> vocabulary_;
};

void BindText(pybind11::module_& module);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_TEXT_H_
