#include "query/questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <istream>
#include <string>
#include <utility>

#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec::query {
namespace {

void Complain(const Error& error) {
  static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
  Say(fmt::format("hogvec-query: {}\n", Printable(error.what())));
}

// A line above an answer's table that says what it answers.
void PrintTitle(const Words& words, bool first) {
  fmt::print("{}{}\n", first ? "" : "\n", Printable(fmt::to_string(fmt::join(words, " "))));
}

// Questions of a stream, one per line, answered many at a time; a line that is none ends them, by
// its number.
class LineQuestions {
 public:
  LineQuestions(const Asker& asker, std::istream& input, bool with_titles)
      : asker_(asker), input_(input), with_titles_(with_titles) {}

  bool AnswerAllLines() {
    constexpr std::size_t kAtOnce = 1024;
    for (std::string line; std::getline(input_, line);) {
      ++number_;
      const Words words = WordsOf(line);
      if (words.empty()) continue;
      Check(words);
      questions_.push_back(words);
      if (questions_.size() == kAtOnce) AnswerPending();
    }
    AnswerPending();
    return all_known_;
  }

 private:
  void Check(const Words& words) {
    try {
      asker_.CheckCount(words.size());
    } catch (const Error& error) {
      AnswerPending();
      throw Error(error.kind(), fmt::format("standard input, line {}: {}", number_, error.what()));
    }
  }

  void AnswerPending() {
    all_known_ = AnswerAll(asker_, questions_, with_titles_) && all_known_;
    questions_.clear();
  }

  const Asker& asker_;
  std::istream& input_;
  const bool with_titles_;
  std::size_t number_ = 0;
  bool all_known_ = true;
  std::vector<Words> questions_;
};

}  // namespace

Words WordsOf(std::string_view line) {
  constexpr const char* kWhiteSpace = " \t\v\f\r";
  Words found;
  for (std::size_t begin = line.find_first_not_of(kWhiteSpace); begin != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(kWhiteSpace, begin), line.size());
    found.emplace_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(kWhiteSpace, end);
  }
  return found;
}

std::vector<Words> QuestionsOf(const Asker& asker, const Words& words) {
  std::vector<Words> questions;
  const auto size = asker.words_per_question();
  if (words.empty()) return questions;
  if (!size) {
    Words all;  // one argument may be a whole question
    for (const std::string& word : words) {
      for (std::string& part : WordsOf(word)) all.push_back(std::move(part));
    }
    asker.CheckCount(all.size());
    return {all};
  }
  if (words.size() % *size != 0) asker.CheckCount(words.size());
  for (auto begin = words.begin(); begin != words.end();
       begin += static_cast<std::ptrdiff_t>(*size)) {
    questions.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(*size));
  }
  return questions;
}

bool PrintOutcome(const Outcome& outcome) {
  for (const std::string& note : outcome.notes) Say(fmt::format("{}\n", Printable(note)));
  if (outcome.error) Complain(*outcome.error);
  fmt::print("{}", outcome.answer);
  return !outcome.error;
}

bool AnswerAll(const Asker& asker, std::span<const Words> questions, bool with_titles) {
  bool all_known = true;
  const std::vector<Outcome> outcomes = asker.Answer(questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (with_titles) PrintTitle(questions[i], i == 0);
    all_known = PrintOutcome(outcomes[i]) && all_known;
  }
  return all_known;
}

bool AnswerLines(const Asker& asker, std::istream& input, bool with_titles) {
  return LineQuestions(asker, input, with_titles).AnswerAllLines();
}

}  // namespace hogvec::query
