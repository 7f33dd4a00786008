#include "query/questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <istream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "io/word_list.h"

namespace hogvec::query {
namespace {

constexpr const char* kWhiteSpace = " \t\v\f\r";

// Prints what became of a question, named by `place`, and returns its exit code.
int PrintOutcome(const Outcome& outcome, const std::string& place) {
  for (const std::string& note : outcome.notes) Say(fmt::format("{}\n", Printable(note)));
  if (outcome.error) {
    static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
    Say(fmt::format("hogvec-query: {}{}\n", place, Printable(outcome.error->what())));
  }
  fmt::print("{}", outcome.answer);
  return outcome.error ? static_cast<int>(outcome.error->kind()) : 0;
}

// Answers and prints questions, the i-th named by place(i).
template <typename Place>
int PrintAnswers(const Asker& asker, std::span<const Words> questions, bool with_titles,
                 const Place& place) {
  int code = 0;
  const std::vector<Outcome> outcomes = asker.Answer(questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (with_titles) {
      const std::string title = fmt::to_string(fmt::join(questions[i], " "));
      fmt::print("{}{}", i == 0 ? "" : "\n", TitleLine(title, asker.options().look));
    }
    code = std::max(code, PrintOutcome(outcomes[i], place(i)));
  }
  return code;
}

// A line of a stream that is a question, and its number.
struct NumberedLines {
  std::vector<Words> questions;
  std::vector<std::size_t> numbers;
};

// In a list, what is no question costs its own answer only, as an unknown word does.
int AnswerNumbered(const Asker& asker, const NumberedLines& lines, bool with_titles) {
  const auto place = [&](std::size_t i) {
    return fmt::format("standard input, line {}: ", lines.numbers[i]);
  };
  const int code = PrintAnswers(asker, lines.questions, with_titles, place);
  return code == static_cast<int>(ErrorKind::kUsage) ? static_cast<int>(ErrorKind::kNotFound)
                                                     : code;
}

bool EndsWord(std::string_view line, std::size_t at) {
  return at >= line.size() ||
         std::string_view(kWhiteSpace).find(line[at]) != std::string_view::npos;
}

// The word in quotes that `line` begins with, without them, and where it ends. Nothing where the
// quotes are part of a word: they are not closed, or hold neither a blank nor a doubled quote.
std::optional<std::pair<std::string, std::size_t>> QuotedWord(std::string_view line) {
  if (!line.starts_with('"')) return std::nullopt;
  std::string word;
  bool is_needed = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool is_quote = line[i] == '"';
    if (is_quote && EndsWord(line, i + 1)) {
      return is_needed ? std::optional(std::pair(word, i + 1)) : std::nullopt;
    }
    const bool is_doubled = is_quote && line[i + 1] == '"';
    if (is_quote && !is_doubled) return std::nullopt;
    is_needed = is_needed || is_doubled || EndsWord(line, i);
    word += line[i];
    i += is_doubled ? 1 : 0;
  }
  return std::nullopt;
}

// The words of an argument, or of the file that it names.
void AddArgument(const std::string& argument, bool is_one_word, Words& words) {
  if (argument.starts_with('@') && argument.size() > 1 && argument[1] != '@') {
    for (const std::string& line : ReadWordList(argument.substr(1))) {
      std::ranges::move(WordsOf(line), std::back_inserter(words));
    }
    return;
  }
  const std::string text = argument.starts_with("@@") ? argument.substr(1) : argument;
  if (is_one_word) return words.push_back(text);
  std::ranges::move(WordsOf(text), std::back_inserter(words));
}

}  // namespace

Words WordsOf(std::string_view line) {
  Words found;
  for (std::size_t begin = line.find_first_not_of(kWhiteSpace); begin != std::string_view::npos;) {
    line.remove_prefix(begin);
    std::size_t end = std::min(line.find_first_of(kWhiteSpace), line.size());
    if (auto quoted = QuotedWord(line)) {
      end = quoted->second;
      found.push_back(std::move(quoted->first));
    } else {
      found.emplace_back(line.substr(0, end));
    }
    begin = line.find_first_not_of(kWhiteSpace, end);
  }
  return found;
}

std::vector<Words> QuestionsOf(const Asker& asker, std::span<const std::string> arguments) {
  std::vector<Words> questions;
  const Command& command = asker.command();
  if (arguments.empty()) return questions;
  const bool has_fixed_number = command.fewest == command.most;
  Words words;
  for (const std::string& argument : arguments) AddArgument(argument, has_fixed_number, words);
  if (!has_fixed_number) {
    CheckCount(command, words.size());
    return {words};
  }
  if (words.size() % command.fewest != 0) CheckCount(command, words.size());
  for (auto begin = words.begin(); begin != words.end();
       begin += static_cast<std::ptrdiff_t>(command.fewest)) {
    questions.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(command.fewest));
  }
  return questions;
}

int AnswerAll(const Asker& asker, std::span<const Words> questions, bool with_titles) {
  return PrintAnswers(asker, questions, with_titles, [](std::size_t) { return std::string(); });
}

int AnswerLines(const Asker& asker, std::istream& input, bool with_titles) {
  constexpr std::size_t kAtOnce = 1024;
  int code = 0;
  NumberedLines lines;
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    Words words = WordsOf(number++ == 0 ? WithoutByteOrderMark(line) : line);
    if (words.empty()) continue;
    lines.questions.push_back(std::move(words));
    lines.numbers.push_back(number);
    if (lines.questions.size() < kAtOnce) continue;
    code = std::max(code, AnswerNumbered(asker, lines, with_titles));
    lines = {};
  }
  return std::max(code, AnswerNumbered(asker, lines, with_titles));
}

}  // namespace hogvec::query
