#include "query/print_answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <istream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/utf8.h"
#include "cli/errors.h"
#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec::query {
namespace {

using asking::Outcome;
using asking::Words;

constexpr std::size_t kLinesAtOnce = 1024;

// Prints what became of a question, named by `place`, and returns its exit code.
int PrintOutcome(const Session& session, const Words& question, const Outcome& outcome,
                 const std::string& place) {
  for (const std::string& note : asking::NotesOn(outcome, session.rendering.form)) {
    Say(fmt::format("{}\n", Printable(note)));
  }
  if (const auto* const error = std::get_if<Error>(&outcome.result)) {
    static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
    Say(fmt::format("hogvec-query: {}{}\n", place, Printable(error->what())));
    return ExitCodeOf(error->kind());
  }
  const auto& answer = std::get<asking::Answer>(outcome.result);
  fmt::print("{}",
             asking::Render(session.rendering, question, answer, session.words(), outcome.unseen));
  return 0;
}

// Answers and prints questions, the i-th named by place(i).
template <typename Place>
int PrintAll(const Session& session, std::span<const Words> questions, const Place& place) {
  int code = 0;
  const std::vector<Outcome> outcomes = session.engine.AnswersTo(session.command, questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (session.rendering.form == asking::Form::kTable) {
      const std::string title = fmt::to_string(fmt::join(questions[i], " "));
      fmt::print("{}{}", i == 0 ? "" : "\n", asking::TitleLine(title, session.rendering.style));
    }
    code = std::max(code, PrintOutcome(session, questions[i], outcomes[i], place(i)));
  }
  return code;
}

// Lines of a stream that are questions, and their numbers.
struct NumberedLines {
  std::vector<Words> questions;
  std::vector<std::size_t> numbers;
};

// In a list, what is no question costs its own answer only, as an unknown word does.
int PrintNumbered(const Session& session, const NumberedLines& lines) {
  const auto place = [&](std::size_t i) {
    return fmt::format("standard input, line {}: ", lines.numbers[i]);
  };
  const int code = PrintAll(session, lines.questions, place);
  return code == ExitCodeOf(ErrorKind::kUsage) ? ExitCodeOf(ErrorKind::kNotFound) : code;
}

}  // namespace

int PrintAnswers(const Session& session, std::span<const Words> questions) {
  return PrintAll(session, questions, [](std::size_t) { return std::string(); });
}

int PrintAnswersToLines(const Session& session, std::istream& input) {
  int code = 0;
  NumberedLines lines;
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    Words words = asking::WordsOf(number++ == 0 ? WithoutByteOrderMark(line) : line);
    if (words.empty()) continue;
    lines.questions.push_back(std::move(words));
    lines.numbers.push_back(number);
    if (lines.questions.size() < kLinesAtOnce) continue;
    code = std::max(code, PrintNumbered(session, lines));
    lines = {};
  }
  code = std::max(code, PrintNumbered(session, lines));
  if (!input.bad()) return code;
  if (number == 0) throw Error(ErrorKind::kIo, "standard input: can't be read");
  throw Error(ErrorKind::kIo,
              fmt::format("standard input: reading failed after line {}; the questions up to there "
                          "are answered",
                          number));
}

}  // namespace hogvec::query
