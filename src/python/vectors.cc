#include "python/vectors.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/train.h"
#include "python/buffers.h"
#include "python/forks.h"
#include "python/gil.h"
#include "python/rows.h"
#include "python/text.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace fs = std::filesystem;
namespace {

std::optional<Subwords> Copied(const std::optional<Subwords>& subwords) {
  if (!subwords) return std::nullopt;
  const auto buckets = subwords->buckets(), rows = subwords->rows();
  EmbeddingTable table;
  table.CopyFrom(subwords->table());
  return Subwords(subwords->options(), {buckets.begin(), buckets.end()}, {rows.begin(), rows.end()},
                  std::move(table), subwords->view().only_known);
}

Vectors Open(const fs::path& path, bool mapped, std::optional<std::size_t> top, bool lenient,
             bool with_output) {
  const ReleasedGil released;
  if (mapped && !lenient && !top) {
    if (auto vectors = MapIfPossible(path)) return {*std::move(vectors), path};
  }
  ReadOptions options{.lenient = lenient, .with_output = with_output};
  if (top) options.top = *top;
  const auto reader = OpenVectors(path, lenient);
  PassedOver passed_over;
  Vectors vectors(
      std::make_shared<const WordVectors>(ReadVectors(path, *reader, options, passed_over)));
  vectors.passed_over = passed_over;
  vectors.format = FormatName(reader->format());
  return vectors;
}

EmbeddingTable TableOf(py::handle rows, std::size_t words, const char* what) {
  const Array array(rows, what, 'f', 2);
  if (array.Length(0) != words) {
    throw py::value_error(fmt::format("{} must have a row for each of {} words, not {}", what,
                                      words, array.Length(0)));
  }
  EmbeddingTable table(words, array.Length(1));
  for (std::size_t i = 0; i < words; ++i) {
    const auto row = table.Row(ToRowId(i));
    for (std::size_t k = 0; k < row.size(); ++k) row[k] = array.At(i, k);
  }
  return table;
}

WordIndex IndexOf(const py::sequence& words) {
  WordIndex index;
  for (const py::handle word : words) {
    const std::size_t before = index.size();
    index.FindOrAdd(Word(word));
    if (index.size() == before) {
      throw py::value_error(fmt::format("the word {} occurs twice", std::string(py::repr(word))));
    }
  }
  return index;
}

Vectors Make(const py::sequence& words, py::handle rows, py::handle counts, const Vectors* like,
             py::handle output) {
  WordVectors made{.words = IndexOf(words), .table = {}};
  made.table = TableOf(rows, made.words.size(), "rows");
  if (made.words.empty() || made.table.dim() == 0) throw py::value_error("there are no vectors");
  if (!output.is_none()) made.output = TableOf(output, made.words.size(), "output rows");
  if (!counts.is_none()) {
    const Array array(counts, "counts", 'Q', 1);
    const auto values = array.Values<std::uint64_t>();
    if (values.size() != made.words.size()) throw py::value_error("there must be a count per word");
    made.counts.assign(values.begin(), values.end());
  }
  if (like != nullptr) {
    made.configuration = like->configuration();
    if (like->ngrams()) made.subwords = Copied(like->InMemory()->subwords);
  }
  return Vectors(std::make_shared<const WordVectors>(std::move(made)));
}

Vectors Initial(const Text& text, std::size_t dim, std::uint64_t seed) {
  WordVectors made = WithoutRows(text.kept.vocabulary());
  made.table = EmbeddingTable(made.words.size(), dim);
  made.table.InitializeUniform(seed);
  return Vectors(std::make_shared<const WordVectors>(std::move(made)));
}

void Write(const Vectors& vectors, const fs::path& path, const std::string& format,
           const std::string& dtype, int precision, bool overwrite,
           const std::optional<std::map<std::string, std::string>>& configuration) {
  const auto known = FormatByName(format);
  const auto type = NumberTypeByName(dtype);
  if (!known) throw py::value_error("format must be one of " + FormatNames());
  if (!type) throw py::value_error("dtype must be float32, float16 or bfloat16");
  const ReleasedGil released;
  const auto memory = vectors.InMemory();
  VectorsToWrite all = AllOf(*memory);
  if (configuration) all.configuration = *configuration;
  WriteVectors(
      path, {.format = *known, .type = *type, .precision = precision, .overwrite = overwrite}, all);
}

void WriteVocabulary(const Vectors& vectors, const fs::path& path) {
  const auto memory = vectors.InMemory();
  if (memory->counts.empty()) throw py::value_error("there are no counts of these words");
  SaveVocabulary(Vocabulary(memory->words, memory->counts), path);
}

std::optional<py::bytes> Counts(const Vectors& vectors) {
  const std::vector<std::uint64_t> counts = vectors.search().Counts();
  if (counts.empty()) return std::nullopt;
  return BytesOf<std::uint64_t>(counts);
}

std::optional<Rows> OutputRows(const Vectors& vectors) {
  if (vectors.is_mapped()) return std::nullopt;
  auto memory = vectors.InMemory();
  if (memory->output.rows() == 0) return std::nullopt;
  return Rows(memory, memory->output, false);
}

py::dict PassedOverDict(const Vectors& vectors) {
  const PassedOver& all = vectors.passed_over;
  py::dict counts;
  const auto add = [&](const char* name, std::uint64_t count) {
    if (count > 0) counts[name] = count;
  };
  add("without_word", all.without_word);
  add("repeated", all.repeated);
  add("not_finite", all.not_finite);
  add("missing", all.missing);
  add("more", all.more);
  add("lines_beyond", all.lines_beyond);
  add("bytes_beyond", all.bytes_beyond);
  return counts;
}

}  // namespace

WordVectors WithoutRows(const Vocabulary& vocabulary) {
  const auto counts = vocabulary.counts();
  return {.words = vocabulary.words(), .table = {}, .counts = {counts.begin(), counts.end()}};
}

Vectors::Vectors(std::shared_ptr<const WordVectors> vectors)
    : memory_(std::move(vectors)),
      configuration_(memory_->configuration),
      ngrams_(memory_->subwords ? std::optional(memory_->subwords->options()) : std::nullopt),
      search_(memory_) {}

Vectors::Vectors(MappedVectors vectors, fs::path path)
    : format(FormatName(VectorFormat::kSafetensors)),
      path_(std::move(path)),
      file_(std::make_shared<const OpenFile>(path_)),
      configuration_(vectors.configuration()),
      ngrams_(vectors.ngrams()),
      search_(std::move(vectors)) {}

NeighbourSearch Vectors::search() const {
  NeighbourSearch search = search_;
  if (IsForked()) search.SetThreads(1);
  return search;
}

std::optional<WordId> Vectors::Find(std::string_view word) const {
  if (!is_mapped()) return FindGiven(search_.words(), word);
  if (cache_ == nullptr) cache_ = std::make_unique<WordCache>();
  return cache_->Find(search_.words(), word);
}

std::shared_ptr<const WordVectors> Vectors::InMemory() const {
  if (!is_mapped()) return memory_;
  return std::make_shared<const WordVectors>(ReadVectors(file_->path(), {.with_output = true}));
}

Vectors::Vectors(const Vectors& other, NeighbourSearch search)
    : passed_over(other.passed_over),
      format(other.format),
      memory_(other.memory_),
      path_(other.path_),
      file_(other.file_),
      configuration_(other.configuration_),
      ngrams_(other.ngrams_),
      search_(std::move(search)) {}

Vectors Vectors::WithIndex(GraphIndex index, std::size_t breadth) const {
  NeighbourSearch search = search_;
  search.Use(std::move(index), breadth);
  return {*this, std::move(search)};
}

OpenFile::OpenFile(const fs::path& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (number_ < 0) {
    throw Error(ErrorKind::kNoInput, fmt::format("{}: can't be opened: {}", path.string(),
                                                 std::generic_category().message(errno)));
  }
}

OpenFile::~OpenFile() { ::close(number_); }

fs::path OpenFile::path() const { return fmt::format("/proc/self/fd/{}", number_); }

void BindVectors(py::module_& module) {
  py::class_<Vectors> vectors(module, "Vectors", py::is_final());
  vectors.def_static("open", &Open, py::arg("path"), py::arg("mapped"), py::arg("top"),
                     py::arg("lenient"), py::arg("with_output"));
  vectors.def_static("of", &Make, py::arg("words"), py::arg("rows"), py::arg("counts"),
                     py::arg("like"), py::arg("output") = py::none());
  vectors.def_static("initial", &Initial, py::arg("text"), py::arg("dim"), py::arg("seed"));
  vectors.def_property_readonly("path", [](const Vectors& self) {
    return self.is_mapped() ? py::object(ToPython(self.path().native())) : py::none();
  });
  vectors.def_property_readonly("format", [](const Vectors& self) {
    return self.format.empty() ? std::nullopt : std::optional(self.format);
  });
  vectors.def_property_readonly("configuration", &Vectors::configuration);
  vectors.def_property_readonly("has_subwords",
                                [](const Vectors& self) { return self.ngrams().has_value(); });
  vectors.def_property_readonly("ngrams", [](const Vectors& self) {
    const auto& ngrams = self.ngrams();
    return ngrams ? py::object(py::make_tuple(ngrams->min_n, ngrams->max_n, ngrams->buckets))
                  : py::none();
  });
  vectors.def_property_readonly("passed_over", &PassedOverDict);
  vectors.def("rows", [](const Vectors& self) { return Rows(self.search()); });
  vectors.def("output_rows", &OutputRows);
  vectors.def("counts", &Counts);
  vectors.def("write", &Write, py::arg("path"), py::arg("format"), py::arg("dtype"),
              py::arg("precision"), py::arg("overwrite"), py::arg("configuration") = py::none());
  vectors.def("write_vocabulary", &WriteVocabulary, py::arg("path"));
  BindQuestions(vectors);
}

}  // namespace hogvec::python
