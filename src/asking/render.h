#ifndef HOGVEC_ASKING_RENDER_H_
#define HOGVEC_ASKING_RENDER_H_

#include <span>
#include <string>
#include <vector>

#include "asking/answer.h"
#include "asking/questions.h"
#include "asking/table.h"
#include "hogvec/words_view.h"

namespace hogvec::asking {

// How answers are written.
enum class Form {
  kTsv,    // for programs: a line per answer, its fields separated by tabs
  kTable,  // for people: aligned columns, control characters shown as \xNN
  kJson,   // an object per question
};

struct Rendering {
  Form form = Form::kTsv;
  TerminalStyle style = {};  // of tables
};

// The answer to `question` in lines that end with '\n'. `words` are those of the vectors, `unseen`
// those of the question whose vectors were made from their n-grams: JSON names them.
std::string Render(const Rendering& rendering, const Words& question, const Answer& answer,
                   WordsView words, std::span<const std::string> unseen = {});

// A line about the words of a question for each that was taken for another, and, in forms that do
// not name them, for each that was unseen and led to an answer.
std::vector<std::string> NotesOn(const Outcome& outcome, Form form);

// The words asked, the answer and its similarity with six decimals.
std::string ToTsv(const Words& question, const Answer& answer, WordsView words);

// {"v":1,"query":[WORD...],"answers":[{"word":WORD,"similarity":X}...]}, or "similarity" or "odd"
// instead of "answers"; "unseen":[WORD...] after "query" if there are any. Bytes of words that are
// not UTF-8 are replaced by U+FFFD.
std::string ToJson(const Words& question, const Answer& answer, WordsView words,
                   std::span<const std::string> unseen = {});

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_RENDER_H_
