// Questions about vectors: which word has which number, and which are near.
#include <fmt/format.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "hogvec/graph_index.h"
#include "python/background.h"
#include "python/buffers.h"
#include "python/errors.h"
#include "python/gil.h"
#include "python/rows.h"
#include "python/vectors.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace fs = std::filesystem;
namespace {

// A row number, which comes as an int or as one of NumPy's.
AskedWord Numbered(const NeighbourSearch& search, py::handle key, py::handle self) {
  const Py_ssize_t number = PyNumber_AsSsize_t(key.ptr(), PyExc_IndexError);
  if (number == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set();
  const auto size = static_cast<Py_ssize_t>(search.words().size());
  if (number < 0 || number >= size) ThrowUnknownWord(key, self);
  return ToWordId(static_cast<std::size_t>(number));
}

// A str that can't be bytes is no word of any vectors.
std::optional<Word> WordIfAny(py::handle word) {
  try {
    return std::optional<Word>(std::in_place, word);
  } catch (const py::value_error&) {
    return std::nullopt;
  }
}

AskedWord Found(const NeighbourSearch& search, py::handle given, py::handle self) {
  const auto word = WordIfAny(given);
  if (!word) ThrowUnknownWord(given, self);
  if (const auto id = py::cast<const Vectors&>(self).Find(*word)) return *id;
  const auto composed = search.Find(*word);
  if (!composed) ThrowUnknownWord(given, self);
  return *composed;
}

bool IsWord(py::handle key) { return PyUnicode_Check(key.ptr()) || PyBytes_Check(key.ptr()); }

AskedWord Asked(const NeighbourSearch& search, py::handle key, py::handle self) {
  return IsWord(key) ? Found(search, key, self) : Numbered(search, key, self);
}

// Whether a key is a vector, and no number of NumPy's, which has a buffer as well.
bool IsVector(py::handle key) {
  PyObject* const object = key.ptr();
  return !IsWord(key) && !PyLong_Check(object) && PyObject_CheckBuffer(object) != 0 &&
         PySequence_Check(object) != 0;
}

QueryTerm Term(const NeighbourSearch& search, py::handle term, py::handle self) {
  const auto pair = py::reinterpret_borrow<py::tuple>(term);
  const py::handle key = pair[0];
  const auto weight = py::cast<float>(pair[1]);
  if (!IsVector(key)) return {Asked(search, key, self), weight};
  const Array array(key, "a vector", 'f', 1);
  const auto values = array.Values<const float>();
  return {std::vector<float>(values.begin(), values.end()), weight};
}

double LengthOf(const std::vector<float>& values) {
  return std::sqrt(std::transform_reduce(values.begin(), values.end(), 0.0, std::plus<>(),
                                         [](double value) { return value * value; }));
}

// Throws ValueError if the sum has no direction: no word is nearer to it than another.
Query SumOf(const NeighbourSearch& search, const py::sequence& terms, py::handle self) {
  if (terms.empty()) throw py::value_error("there is nothing to be near to");
  std::vector<QueryTerm> sum;
  double weights = 0;
  for (const py::handle term : terms) {
    sum.push_back(Term(search, term, self));
    const auto* const vector = std::get_if<std::vector<float>>(&sum.back().of);
    weights += std::abs(sum.back().weight) * (vector != nullptr ? LengthOf(*vector) : 1);
  }
  Query query = search.SumQuery(sum);
  constexpr double kRounding = 1e-6;  // of sums in float
  const double length = LengthOf(query.values);
  if (!std::isfinite(length)) {
    throw py::value_error("the words and vectors that were given add up to no finite vector");
  }
  if (length <= kRounding * weights) {
    throw py::value_error(
        "the words and vectors that were given have no direction: they add up to "
        "zero");
  }
  return query;
}

py::list Named(const NeighbourSearch& search, const std::vector<Neighbour>& found) {
  py::list named(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    named[i] = py::make_tuple(ToPython(search.words()[found[i].id]),
                              static_cast<double>(found[i].similarity));
  }
  return named;
}

py::list Nearest(py::handle self, const py::sequence& terms, std::size_t topn, std::size_t first,
                 std::size_t last) {
  const NeighbourSearch search = py::cast<const Vectors&>(self).search();
  const Query query = SumOf(search, terms, self);
  std::vector<Neighbour> found;
  {
    const ReleasedGil released;
    found = search.Nearest(query, topn, {.top = last, .first = first});
  }
  return Named(search, found);
}

py::bytes Similarities(py::handle self, const py::sequence& terms, std::size_t first,
                       std::size_t last) {
  const NeighbourSearch search = py::cast<const Vectors&>(self).search();
  const Query query = SumOf(search, terms, self);
  std::vector<float> out(last > first ? last - first : 0);
  {
    const ReleasedGil released;
    search.Similarities(query, first, out);
  }
  return BytesOf<float>(out);
}

std::vector<Query> QueriesOf(const Array& rows, const py::sequence& excluded) {
  if (!excluded.empty() && excluded.size() != rows.Length(0)) {
    throw py::value_error("what is excluded must be said of each query, or of none");
  }
  const auto values = rows.Values<const float>();
  std::vector<Query> queries;
  for (std::size_t i = 0; i < rows.Length(0); ++i) {
    const auto row = values.subspan(i * rows.Length(1), rows.Length(1));
    queries.push_back({{row.begin(), row.end()}, {}});
    if (excluded.empty()) continue;
    for (const auto id : py::cast<std::vector<std::uint32_t>>(excluded[i])) {
      queries.back().excluded.push_back(WordId{id});
    }
  }
  return queries;
}

py::list NearestMany(const Vectors& self, py::handle queries, const py::sequence& excluded,
                     std::size_t topn, std::size_t first, std::size_t last) {
  const NeighbourSearch search = self.search();
  const std::vector<Query> asked = QueriesOf(Array(queries, "queries", 'f', 2), excluded);
  constexpr std::size_t kSlice = 512;  // between which Ctrl-C is noticed
  py::list answers;
  for (std::size_t at = 0; at < asked.size(); at += kSlice) {
    const auto slice = std::span(asked).subspan(at, std::min(kSlice, asked.size() - at));
    std::vector<std::vector<Neighbour>> found;
    {
      const ReleasedGil released;
      found = search.NearestOfMany(slice, topn, {.top = last, .first = first});
    }
    for (const auto& each : found) answers.append(Named(search, each));
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
  return answers;
}

std::ptrdiff_t Find(const Vectors& self, py::handle word) {
  const auto id = self.Find(Word(word));
  return id ? static_cast<std::ptrdiff_t>(ToIndex(*id)) : -1;
}

std::optional<py::bytes> VectorOf(const Vectors& self, py::handle word) {
  const auto vector = self.at_hand().Vector(Word(word));
  if (!vector) return std::nullopt;
  return BytesOf<float>(*vector);
}

py::bytes Unit(py::handle self, py::handle key) {
  const NeighbourSearch& search = py::cast<const Vectors&>(self).at_hand();
  const std::vector<float> unit = search.Unit(Asked(search, key, self));
  return BytesOf<float>(unit);
}

double Similarity(py::handle self, py::handle a, py::handle b) {
  const NeighbourSearch& search = py::cast<const Vectors&>(self).at_hand();
  return search.Similarity(Asked(search, a, self), Asked(search, b, self));
}

py::list WordsOf(const Vectors& self) {
  const NeighbourSearch& search = self.at_hand();
  const WordsView words = search.words();
  py::list list(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) list[i] = ToPython(words[ToWordId(i)]);
  return list;
}

py::str WordAt(const Vectors& self, std::ptrdiff_t id) {
  const NeighbourSearch& search = self.at_hand();
  if (id < 0 || static_cast<std::size_t>(id) >= search.words().size()) {
    throw py::index_error(fmt::format("there is no row {} of {}", id, search.words().size()));
  }
  return ToPython(search.words()[ToWordId(static_cast<std::size_t>(id))]);
}

std::ptrdiff_t MalformedWord(const Vectors& self) {
  const NeighbourSearch& search = self.at_hand();
  for (std::size_t i = 0; i < search.words().size(); ++i) {
    const std::string_view word = search.words()[ToWordId(i)];
    if (py::reinterpret_steal<py::object>(
            PyUnicode_DecodeUTF8(word.data(), static_cast<Py_ssize_t>(word.size()), nullptr))) {
      continue;
    }
    PyErr_Clear();
    return static_cast<std::ptrdiff_t>(i);
  }
  return -1;
}

py::list Spellings(const Vectors& self, py::handle given, std::size_t count) {
  const NeighbourSearch search = self.search();
  const Word word(given);
  std::vector<std::string_view> near;
  {
    const ReleasedGil released;
    near = NearSpellings(search.words(), word, count);
  }
  py::list list;
  for (const std::string_view spelling : near) list.append(ToPython(spelling));
  return list;
}

void BuildIndex(const Vectors& self, const fs::path& path) {
  const NeighbourSearch search = self.search();
  RunInterruptibly([&](const std::stop_token& stop) {
    GraphIndex::Build(search, {.threads = search.threads()}, stop).Write(path);
  });
}

Vectors WithIndex(const Vectors& self, const fs::path& path, std::optional<std::size_t> breadth) {
  const NeighbourSearch search = self.search();
  std::optional<GraphIndex> index;
  {
    const ReleasedGil released;
    index = GraphIndex::Read(path, search);
  }
  const std::size_t own = index->breadth();
  return self.WithIndex(*std::move(index), breadth.value_or(own));
}

}  // namespace

void BindQuestions(py::class_<Vectors>& vectors) {
  vectors.def_property_readonly("size",
                                [](const Vectors& self) { return self.at_hand().words().size(); });
  vectors.def_property_readonly("dim", [](const Vectors& self) { return self.at_hand().dim(); });
  vectors.def("words", &WordsOf);
  vectors.def("word", &WordAt, py::arg("id"));
  vectors.def("find", &Find, py::arg("word"));
  vectors.def("malformed_word", &MalformedWord);
  vectors.def("vector", &VectorOf, py::arg("word"));
  vectors.def("unit", &Unit, py::arg("key"));
  vectors.def("similarity", &Similarity, py::arg("a"), py::arg("b"));
  vectors.def("nearest", &Nearest, py::arg("terms"), py::arg("topn"), py::arg("first"),
              py::arg("last"));
  vectors.def("similarities", &Similarities, py::arg("terms"), py::arg("first"), py::arg("last"));
  vectors.def("nearest_many", &NearestMany, py::arg("queries"), py::arg("excluded"),
              py::arg("topn"), py::arg("first"), py::arg("last"));
  vectors.def("near_spellings", &Spellings, py::arg("word"), py::arg("count"));
  vectors.def("build_index", &BuildIndex, py::arg("path"));
  vectors.def("with_index", &WithIndex, py::arg("path"), py::arg("breadth"));
}

}  // namespace hogvec::python
