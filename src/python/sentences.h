#ifndef HOGVEC_PYTHON_SENTENCES_H_
#define HOGVEC_PYTHON_SENTENCES_H_

#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>

#include "hogvec/sentences.h"

namespace hogvec::python {

// The sentences of a Python iterable, each an iterable of str or bytes. They are taken with the
// GIL, a batch at a time. The iterable is walked on the thread that reads, which must be the
// caller's: generators may be bound to it, as those of sqlite3 are.
//
// Throws TypeError for a sentence or a word of another type, with the sentence's number and what to
// write; and what the iterable raises, KeyboardInterrupt too.
class PythonSentences : public SentenceBatches {
 public:
  // Asks `sentences` for an iterator, once. To be made and destroyed with the GIL. Throws TypeError
  // if it has none.
  explicit PythonSentences(pybind11::handle sentences);

  void AddTo(SentenceBatch& batch, std::size_t bytes) override;

  std::uint64_t sentences() const { return sentences_; }        // walked so far
  std::uint64_t empty_tokens() const { return empty_tokens_; }  // left out of them

 private:
  void AddSentence(pybind11::handle sentence, SentenceBatch& batch);
  void AddToken(PyObject* token, SentenceBatch& batch);

  pybind11::object iterator_;
  std::uint64_t sentences_ = 0;
  std::uint64_t empty_tokens_ = 0;
};

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_SENTENCES_H_
