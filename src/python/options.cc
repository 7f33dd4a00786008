#include "python/options.h"

#include <fmt/format.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <optional>
#include <string_view>
#include <variant>

namespace hogvec::python {
namespace py = pybind11;
namespace {

using std::filesystem::path;

// A property whose value is one of a few names.
template <typename Class, typename Owner, typename Value>
void AddNamed(py::class_<Class>& bound, const char* name, Value& (*member)(Owner&),
              std::optional<Value> (*by_name)(std::string_view), const char* expected) {
  bound.def_property(
      name, [member](Owner& self) { return std::string(NameOf(member(self))); },
      [member, by_name, name, expected](Owner& self, const std::string& given) {
        const auto found = by_name(given);
        if (!found) {
          throw py::value_error(fmt::format("{} must be {}, not '{}'", name, expected, given));
        }
        member(self) = *found;
      });
}

// A property that is a member some way down.
template <typename Class, typename Owner, typename Value>
void Add(py::class_<Class>& bound, const char* name, Value& (*member)(Owner&)) {
  bound.def_property(
      name, [member](Owner& self) { return member(self); },
      [member](Owner& self, Value value) { member(self) = std::move(value); });
}

std::variant<std::size_t, std::string> Sentence(const ReadingOptions& self) {
  const std::size_t sentence = self.ingest.text.sentence;
  if (sentence == TextRules::kLines) return "line";
  if (sentence == TextRules::kFiles) return "file";
  return sentence;
}

void SetSentence(ReadingOptions& self, const std::variant<std::size_t, std::string>& given) {
  const auto* const words = std::get_if<std::size_t>(&given);
  const std::string name = words == nullptr ? std::get<std::string>(given) : "";
  if (words != nullptr ? *words == 0 : name != "line" && name != "file") {
    throw py::value_error("sentence must be 'line', 'file' or a number of words");
  }
  const std::size_t unit = name == "file" ? TextRules::kFiles : TextRules::kLines;
  self.ingest.text.sentence = words != nullptr ? *words : unit;
}

void BindReading(py::module_& module) {
  using Own = ReadingOptions;
  py::class_<Own> options(module, "IngestOptions");
  options.def(py::init<>());
  options.def_property(
      "corpus", [](const Own& self) { return self.corpus; },
      [](Own& self, const std::vector<path>& names) {
        self.corpus.clear();
        for (const path& name : names) self.corpus.push_back(name.native());
      });
  Add(
      options, "take_binary", +[](Own& o) -> bool& { return o.ingest.take_binary; });
  Add(
      options, "lowercase", +[](Own& o) -> bool& { return o.ingest.text.lowercase; });
  Add(
      options, "nfc", +[](Own& o) -> bool& { return o.ingest.text.nfc; });
  AddNamed(
      options, "split", +[](Own& o) -> TextRules::Split& { return o.ingest.text.split; },
      &SplitByName, "'whitespace', 'unicode' or 'ascii'");
  AddNamed(
      options, "digits", +[](Own& o) -> TextRules::Digits& { return o.ingest.text.digits; },
      &DigitsByName, "'keep', 'zero' or 'spell'");
  AddNamed(
      options, "invalid_utf8",
      +[](Own& o) -> TextRules::InvalidUtf8& { return o.ingest.text.invalid_utf8; },
      &InvalidUtf8ByName, "'keep', 'replace', 'drop' or 'error'");
  options.def_property("sentence", &Sentence, &SetSentence);
  Add(
      options, "stopwords", +[](Own& o) -> path& { return o.ingest.text.stopwords; });
  Add(
      options, "min_count", +[](Own& o) -> std::uint64_t& { return o.ingest.prune.min_count; });
  Add(
      options, "max_vocab", +[](Own& o) -> std::uint64_t& { return o.ingest.prune.max_vocab; });
  Add(
      options, "read_vocab", +[](Own& o) -> path& { return o.ingest.read_vocab; });
  Add(
      options, "threads", +[](Own& o) -> std::size_t& { return o.ingest.threads; });
  Add(
      options, "token_memory", +[](Own& o) -> std::uint64_t& { return o.ingest.token_memory; });
  Add(
      options, "tmp_dir", +[](Own& o) -> path& { return o.ingest.tmp_dir; });
  Add(
      options, "max_word_bytes", +[](Own& o) -> std::size_t& { return o.ingest.max_word_bytes; });
}

void BindTraining(py::module_& module) {
  using Own = TrainOptions;
  py::class_<Own> options(module, "TrainOptions");
  options.def(py::init<>());
  AddNamed(
      options, "architecture", +[](Own& o) -> Architecture& { return o.architecture; },
      &ArchitectureByName, "'skipgram' or 'cbow'");
  AddNamed(
      options, "cbow_update", +[](Own& o) -> CbowUpdate& { return o.cbow_update; },
      &CbowUpdateByName, "'corrected' or 'word2vec'");
  options.def_readwrite("cbow_mean", &Own::cbow_mean);
  options.def_readwrite("dim", &Own::dim);
  options.def_readwrite("window", &Own::window);
  options.def_readwrite("shrink_windows", &Own::shrink_windows);
  options.def_readwrite("negative", &Own::negative);
  options.def_readwrite("sample", &Own::sample);
  options.def_readwrite("epochs", &Own::epochs);
  options.def_readwrite("alpha", &Own::alpha);
  options.def_property_readonly("default_alpha", &DefaultAlpha);
  options.def_readwrite("min_alpha", &Own::min_alpha);
  options.def_readwrite("ns_exponent", &Own::ns_exponent);
  options.def_readwrite("threads", &Own::threads);
  options.def_readwrite("seed", &Own::seed);
  AddNamed(
      options, "negatives_shared", +[](Own& o) -> NegativeSharing& { return o.sharing; },
      &SharingByName, "'two-windows', 'window' or 'none'");
  AddNamed(
      options, "subwords", +[](Own& o) -> SubwordLearning& { return o.subwords; },
      &SubwordLearningByName, "'none', 'trained' or 'fit'");
  Add(
      options, "min_n", +[](Own& o) -> std::size_t& { return o.ngrams.min_n; });
  Add(
      options, "max_n", +[](Own& o) -> std::size_t& { return o.ngrams.max_n; });
  Add(
      options, "buckets", +[](Own& o) -> std::uint32_t& { return o.ngrams.buckets; });
  options.def_readwrite("deterministic", &Own::deterministic);
  options.def_readwrite("kernel", &Own::kernel);
  Add(
      options, "validation", +[](Own& o) -> std::vector<path>& { return o.validation.text; });
  Add(
      options, "validation_fraction", +[](Own& o) -> double& { return o.validation.fraction; });
  Add(
      options, "patience", +[](Own& o) -> std::size_t& { return o.validation.patience; });
  options.def("check", [](const Own& self) {
    CheckOptions(self);
    CheckTogether(self);
  });
}

}  // namespace

void BindOptions(py::module_& module) {
  BindReading(module);
  BindTraining(module);
}

}  // namespace hogvec::python
