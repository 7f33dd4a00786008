#include "python/sentences.h"

#include <fmt/format.h>

#include <string>

#include "python/shutdown.h"
#include "python/words.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

// What is iterable, but can't be meant: a str is one of characters, a dict one of keys.
void RequireSentence(py::handle sentence, std::uint64_t number) {
  PyObject* const object = sentence.ptr();
  if (PyUnicode_Check(object) || PyBytes_Check(object)) {
    throw py::type_error(fmt::format(
        "sentence {} is a {}, and would be taken for a list of characters; split it into words, as "
        "in sentence.split()",
        number, TypeName(sentence)));
  }
  if (PyDict_Check(object)) {
    throw py::type_error(
        fmt::format("sentence {} is a {}; give its words as a list", number, TypeName(sentence)));
  }
}

}  // namespace

PythonSentences::PythonSentences(py::handle sentences)
    : iterator_(py::reinterpret_steal<py::object>(PyObject_GetIter(sentences.ptr()))) {
  if (!iterator_) throw py::error_already_set();
}

void PythonSentences::AddTo(SentenceBatch& batch, std::size_t bytes) {
  const py::gil_scoped_acquire gil;
  RequireNoShutdown();
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  while (batch.bytes.size() < bytes) {
    const auto sentence = py::reinterpret_steal<py::object>(PyIter_Next(iterator_.ptr()));
    if (!sentence && PyErr_Occurred() != nullptr) throw py::error_already_set();
    if (!sentence) return;
    AddSentence(sentence, batch);
  }
}

void PythonSentences::AddSentence(py::handle sentence, SentenceBatch& batch) {
  RequireSentence(sentence, ++sentences_);
  const auto tokens =
      py::reinterpret_steal<py::object>(PySequence_Fast(sentence.ptr(), "no iterable"));
  if (!tokens && PyErr_ExceptionMatches(PyExc_TypeError) != 0 &&
      PyObject_HasAttrString(sentence.ptr(), "__iter__") == 0) {
    PyErr_Clear();
    throw py::type_error(fmt::format("sentence {} is a {}; each sentence must be a list of words",
                                     sentences_, TypeName(sentence)));
  }
  if (!tokens) throw py::error_already_set();
  PyObject** const items = PySequence_Fast_ITEMS(tokens.ptr());
  const Py_ssize_t count = PySequence_Fast_GET_SIZE(tokens.ptr());
  for (Py_ssize_t i = 0; i < count; ++i) AddToken(items[i], batch);
  batch.EndSentence();
}

void PythonSentences::AddToken(PyObject* token, SentenceBatch& batch) {
  std::string& bytes = batch.bytes;
  const std::size_t before = bytes.size();
  if (PyUnicode_Check(token)) {
    AppendText(token, bytes);
  } else if (PyBytes_Check(token)) {
    AppendWord(token, bytes);
  } else {
    throw py::type_error(fmt::format(
        "sentence {} has a word that is a {}; words are str or bytes, as map(str, sentence) makes "
        "them",
        sentences_, TypeName(token)));
  }
  const std::size_t length = bytes.size() - before;
  if (length >= SentenceBatch::kEnd) throw py::value_error("a word has 4 GiB or more");
  if (length == 0) {
    ++empty_tokens_;
  } else {
    bytes += ' ';
    batch.lengths.push_back(static_cast<std::uint32_t>(length));
  }
}

}  // namespace hogvec::python
