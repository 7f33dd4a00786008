#include "asking/questions.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "io/word_list.h"

namespace hogvec::asking {
namespace {

constexpr const char* kWhiteSpace = " \t\v\f\r";

bool EndsWord(std::string_view line, std::size_t at) {
  return at >= line.size() ||
         std::string_view(kWhiteSpace).find(line[at]) != std::string_view::npos;
}

// The quoted word at the start of `line`, without the quotes, and where it ends. Nothing if the
// quotes are part of a word: they are not closed, or contain neither white space nor a doubled
// quote.
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

bool IsSign(std::string_view word) { return word == "+" || word == "-"; }

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

std::vector<Words> QuestionsOf(const Command& command, std::span<const std::string> arguments) {
  std::vector<Words> questions;
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

Question QuestionIn(Words line, const Command& usual, WordsView known) {
  const Command* command = FindCommand(line[0]);
  if (command != nullptr && (line.size() > 1 || !FindGiven(known, line[0]))) {
    return {*command, {line.begin() + 1, line.end()}};
  }
  const bool is_sum = usual.most == 1 && line.size() > 1 && std::ranges::any_of(line, IsSign);
  return {is_sum ? *FindCommand("arith") : usual, std::move(line)};
}

}  // namespace hogvec::asking
