#include "query/questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <istream>
#include <iterator>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "base/word_list.h"
#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec::query {
namespace {

void Complain(const Error& error) {
  static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
  Say(fmt::format("hogvec-query: {}\n", Printable(error.what())));
}

// Prints what became of a question, and returns its exit code.
int PrintOutcome(const Outcome& outcome) {
  for (const std::string& note : outcome.notes) Say(fmt::format("{}\n", Printable(note)));
  if (outcome.error) Complain(*outcome.error);
  fmt::print("{}", outcome.answer);
  return outcome.error ? static_cast<int>(outcome.error->kind()) : 0;
}

// Questions of a stream, one per line, answered many at a time; a line that is none ends them, by
// its number.
class LineQuestions {
 public:
  LineQuestions(const Asker& asker, std::istream& input, bool with_titles)
      : asker_(asker), input_(input), with_titles_(with_titles) {}

  int AnswerAllLines() {
    constexpr std::size_t kAtOnce = 1024;
    for (std::string line; std::getline(input_, line);) {
      const Words words = WordsOf(number_++ == 0 ? WithoutByteOrderMark(line) : line);
      if (words.empty()) continue;
      Check(words);
      questions_.push_back(words);
      if (questions_.size() == kAtOnce) AnswerPending();
    }
    AnswerPending();
    return code_;
  }

 private:
  void Check(const Words& words) {
    try {
      CheckCount(asker_.command(), words.size());
    } catch (const Error& error) {
      AnswerPending();
      throw Error(error.kind(), fmt::format("standard input, line {}: {}", number_, error.what()));
    }
  }

  void AnswerPending() {
    code_ = std::max(code_, AnswerAll(asker_, questions_, with_titles_));
    questions_.clear();
  }

  const Asker& asker_;
  std::istream& input_;
  const bool with_titles_;
  std::size_t number_ = 0;
  int code_ = 0;
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

Words WithWordsOfFiles(std::span<const std::string> words) {
  Words all;
  for (const std::string& word : words) {
    if (!word.starts_with('@') || word.size() == 1) {
      all.push_back(word);
    } else if (word.starts_with("@@")) {
      all.push_back(word.substr(1));
    } else {
      for (const std::string& line : ReadWordList(word.substr(1)))
        std::ranges::move(WordsOf(line), std::back_inserter(all));
    }
  }
  return all;
}

std::vector<Words> QuestionsOf(const Asker& asker, const Words& words) {
  std::vector<Words> questions;
  const Command& command = asker.command();
  if (words.empty()) return questions;
  if (command.fewest != command.most) {
    Words all;  // one argument may be a whole question
    for (const std::string& word : words) {
      for (std::string& part : WordsOf(word)) all.push_back(std::move(part));
    }
    CheckCount(command, all.size());
    return {all};
  }
  if (words.size() % command.fewest != 0) CheckCount(command, words.size());
  for (auto begin = words.begin(); begin != words.end();
       begin += static_cast<std::ptrdiff_t>(command.fewest)) {
    questions.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(command.fewest));
  }
  return questions;
}

int AnswerAll(const Asker& asker, std::span<const Words> questions, bool with_titles) {
  int code = 0;
  const std::vector<Outcome> outcomes = asker.Answer(questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (with_titles) {
      const std::string title = fmt::to_string(fmt::join(questions[i], " "));
      fmt::print("{}{}", i == 0 ? "" : "\n", TitleLine(title, asker.options().look));
    }
    code = std::max(code, PrintOutcome(outcomes[i]));
  }
  return code;
}

int AnswerLines(const Asker& asker, std::istream& input, bool with_titles) {
  return LineQuestions(asker, input, with_titles).AnswerAllLines();
}

}  // namespace hogvec::query
