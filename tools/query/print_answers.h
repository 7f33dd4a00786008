#ifndef HOGVEC_QUERY_PRINT_ANSWERS_H_
#define HOGVEC_QUERY_PRINT_ANSWERS_H_

#include <iosfwd>
#include <span>

#include "asking/commands.h"
#include "asking/query_engine.h"
#include "asking/questions.h"
#include "asking/render.h"

namespace hogvec::query {

// Who answers, what kind of question is usual, and how answers are written.
struct Session {
  const asking::QueryEngine& engine;
  const asking::Command& command;
  asking::Rendering rendering;

  WordsView words() const { return engine.search().words(); }
};

// Answers and prints all of these: answers to stdout, below their questions in tables, notes and
// errors to stderr. Returns the exit code: 0, or the largest of the errors' codes.
int PrintAnswers(const Session& session, std::span<const asking::Words> questions);

// The same for questions that are the lines of `input`, many at a time. What is wrong with a line
// is reported with its number, and costs its own answer; one that is no question counts as
// kNotFound. Throws Error{kIo} if reading fails, after what could be read has been answered.
int PrintAnswersToLines(const Session& session, std::istream& input);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_PRINT_ANSWERS_H_
