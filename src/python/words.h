#ifndef HOGVEC_PYTHON_WORDS_H_
#define HOGVEC_PYTHON_WORDS_H_

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace hogvec::python {

// Words cross between Python and C++ as bytes: a str as UTF-8, in which surrogate escapes stand for
// the bytes that are no UTF-8, and bytes as they are.

// Appends a word to `out`. Throws TypeError for another type, ValueError for a surrogate that is no
// escape.
void AppendWord(PyObject* word, std::string& out);

// Appends a str, which must be one, as above.
void AppendText(PyObject* text, std::string& out);

// A word that Python gave, for as long as both exist.
class Word {
 public:
  explicit Word(pybind11::handle word);

  operator std::string_view() const { return view_; }

 private:
  std::string copy_;
  std::string_view view_;
};

pybind11::str ToPython(std::string_view word);

// The name of an object's type, for messages.
std::string TypeName(pybind11::handle object);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_WORDS_H_
