#include "query/prompt.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/columns.h"
#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "query/commands.h"
#include "query/completions.h"
#include "query/history_file.h"
#include "query/line_editor.h"
#include "query/questions.h"
#include "query/sum.h"

namespace hogvec::query {
namespace {

constexpr std::size_t kLinesOfCompletions = 8;
constexpr std::size_t kMostCompletions = 200;

void Print(std::string_view text) {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stdout));
  static_cast<void>(std::fflush(stdout));
}

// The window may have been made larger since.
Look LookNow(const Asker& asker) {
  Look look = asker.options().look;
  look.columns = TerminalColumns(STDOUT_FILENO);
  return look;
}

// A line that was typed: what it asks, and of which kind that is.
struct Typed {
  std::string_view command;
  Words words;
};

bool IsSign(std::string_view word) { return word == "+" || word == "-"; }

// The first word is a command if it is the name of one and others follow it; alone it is a command
// only where it is no word that could be asked for. Where a question is one word, several with
// signs between them are a sum.
Typed Understand(const Asker& asker, Words words) {
  const Command* command = FindCommand(words[0]);
  if (command != nullptr && (words.size() > 1 || !FindGiven(asker.search().words(), words[0]))) {
    return {command->name, {words.begin() + 1, words.end()}};
  }
  const bool is_sum =
      asker.command().most == 1 && words.size() > 1 && std::ranges::any_of(words, IsSign);
  return {is_sum ? "arith" : asker.command().name, std::move(words)};
}

// A name and what it means, the meaning below where the window is narrow.
std::string HelpLine(std::string_view name, std::string_view meaning, std::size_t columns) {
  constexpr std::size_t kNames = 26;
  const std::string line = fmt::format("  {:<{}} {}", name, kNames, meaning);
  if (ColumnsOf(line) <= columns) return line + "\n";
  return CutTo(fmt::format("  {}", name), columns) + "\n" +
         CutTo(fmt::format("    {}", meaning), columns) + "\n";
}

std::string Greeting(const Asker& asker, const Look& look) {
  return Folded(fmt::format("{} words of length {}; 'help' says what can be asked, Ctrl-D leaves",
                            WithCommas(asker.search().words().size()), asker.search().dim()),
                look.columns) +
         "\n";
}

std::string HelpText(const Asker& asker, const Look& look) {
  std::string text =
      Folded(fmt::format("Words alone are asked as after '{}'. Any line may ask something else:",
                         asker.command().name),
             look.columns) +
      "\n";
  for (const Command& command : Commands()) {
    text +=
        HelpLine(fmt::format("{} {}", command.name, command.words), command.meaning, look.columns);
  }
  text += "\n";
  for (const auto& [key, meaning] :
       {std::pair{"Tab", "completes a word, or shows which"},
        std::pair{"Up, Down, Ctrl-R", "what was asked before"},
        std::pair{"Ctrl-C", "clears the line"}, std::pair{"Ctrl-D, exit", "leaves"}}) {
    text += HelpLine(key, meaning, look.columns);
  }
  return text;
}

std::string Shown(const Outcome& outcome, const Look& look) {
  std::string text;
  for (const std::string& note : outcome.notes) text += MessageLines(note, look);
  return outcome.error ? text + MessageLines(outcome.error->what(), look) : text + outcome.answer;
}

std::string AnswerTo(const Asker& asker, Words words) {
  const Look look = LookNow(asker);
  if (words.size() == 1 && words[0] == "help") return HelpText(asker, look);
  const Typed typed = Understand(asker, std::move(words));
  const Asker now = asker.As(typed.command, look);
  return Shown(now.Answer(std::span(&typed.words, 1))[0], look);
}

// Commands, where a line may name one: in front.
std::vector<std::string_view> NamesFor(std::string_view line, std::string_view typed) {
  std::vector<std::string_view> names;
  if (line != typed) return names;
  for (const Command& command : Commands()) names.push_back(command.name);
  names.push_back("help");
  return names;
}

// The word that ends where the cursor stands; of a term of a sum what is behind its weight.
std::string_view WordBefore(std::string_view line) {
  const std::size_t blank = line.find_last_of(" \t");
  std::string_view word = blank == std::string_view::npos ? line : line.substr(blank + 1);
  const std::size_t star = word.find('*');
  const bool weighted = star != std::string_view::npos && WeightedTerm(fmt::format("{}w", word));
  return weighted ? word.substr(star + 1) : word;
}

LineEditor::Help Complete(const Asker& asker, std::string_view line) {
  const Look look = LookNow(asker);
  const std::string_view typed = WordBefore(line);
  const Completions found =
      CompletionsOf(NamesFor(line, typed), asker.search().words(), typed, kMostCompletions);
  if (found.total == 0) return {};
  if (found.total == 1) return {found.common.substr(typed.size()) + " ", {}};
  if (found.common.size() > typed.size()) return {found.common.substr(typed.size()), {}};
  return {{}, WordColumns(found.words, found.total, kLinesOfCompletions, look)};
}

bool Leaves(const Words& words) {
  return words.size() == 1 && (words[0] == "exit" || words[0] == "quit");
}

}  // namespace

void AnswerAtPrompt(const Asker& asker) {
  Print(Greeting(asker, LookNow(asker)));
  const HistoryFile history(HistoryFile::UsualPath());
  LineEditor editor(std::string(asker.command().name) + "> ",
                    [&asker](std::string_view line) { return Complete(asker, line); });
  for (const std::string& line : history.Load()) editor.Remember(line);
  std::string last;  // what was asked before
  while (const auto line = editor.NextLine()) {
    Words words = WordsOf(*line);
    if (words.empty()) continue;
    if (*line != last) history.Add(*line);
    editor.Remember(last = *line);
    if (Leaves(words)) return;
    Print(AnswerTo(asker, std::move(words)));
  }
  Print("\n");  // the shell's prompt starts on a line of its own
}

}  // namespace hogvec::query
