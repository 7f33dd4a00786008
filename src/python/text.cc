#include "python/text.h"

#include "python/forks.h"
#include "python/gil.h"
#include "python/reports.h"
#include "python/sentences.h"
#include "python/shutdown.h"
#include "python/vectors.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

std::shared_ptr<const Vocabulary> VocabularyOf(const Vectors& vectors) {
  const auto memory = vectors.InMemory();
  if (memory->counts.empty()) {
    throw py::value_error("these vectors have no counts of their words, which a vocabulary needs");
  }
  return std::make_shared<const Vocabulary>(memory->words, memory->counts);
}

Text ReadSentences(py::handle sentences, const ReadingOptions& options, py::handle base,
                   bool fixed) {
  RequireNotForked("read a text");
  const Base words(base);
  const Walking walking;
  PythonSentences source(sentences);
  IngestOptions ingest = options.ingest;
  ingest.sentences = &source;
  ingest.corpus.clear();
  TrainObserver nobody;
  const ReleasedGil released;
  KeptText kept = words.Read(ingest, fixed, nobody);
  return {std::move(kept), source.sentences(), source.empty_tokens()};
}

}  // namespace

Base::Base(py::handle base) {
  if (base.is_none()) return;
  if (py::isinstance<Text>(base)) {
    const KeptText& text = py::cast<const Text&>(base).kept;
    vocabulary_ = std::make_shared<const Vocabulary>(text.vocabulary());
  } else {
    vocabulary_ = VocabularyOf(py::cast<const Vectors&>(base));
  }
}

KeptText Base::Read(const IngestOptions& options, bool fixed, TrainObserver& observer,
                    const RunControl& control) const {
  if (fixed && vocabulary_ != nullptr) {
    return KeptText::ReadAs(*vocabulary_, options, observer, control);
  }
  RunControl with_words = control;
  with_words.start.words = vocabulary_.get();
  return KeptText::Read(options, observer, with_words);
}

void BindText(py::module_& module) {
  py::class_<Text> text(module, "Text", py::is_final());
  text.def_property_readonly("words",
                             [](const Text& self) { return self.kept.vocabulary().size(); });
  text.def_property_readonly("tokens", [](const Text& self) { return self.kept.tokens(); });
  text.def_property_readonly("sentences", [](const Text& self) { return self.kept.lines(); });
  text.def_property_readonly("all_sentences", [](const Text& self) {
    return self.sentences > 0 ? self.sentences : self.kept.lines();
  });
  text.def_property_readonly("empty_tokens", [](const Text& self) { return self.empty_tokens; });
  text.def_property_readonly("report",
                             [](const Text& self) { return ToPython(self.kept.prune()); });
  module.def("read_sentences", &ReadSentences, py::arg("sentences"), py::arg("options"),
             py::arg("base"), py::arg("fixed"));
}

}  // namespace hogvec::python
