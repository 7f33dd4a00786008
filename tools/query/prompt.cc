#include "query/prompt.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "asking/completions.h"
#include "asking/sum.h"
#include "base/number.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "query/history_file.h"
#include "query/line_editor.h"
#include "unicode/columns.h"

namespace hogvec::query {
namespace {

using asking::Outcome;
using asking::TerminalStyle;
using asking::Words;

constexpr std::size_t kLinesOfCompletions = 8;
constexpr std::size_t kMostCompletions = 200;

void Print(std::string_view text) {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stdout));
  static_cast<void>(std::fflush(stdout));
}

// The window may have been resized since.
TerminalStyle StyleNow(const Session& session) {
  TerminalStyle style = session.rendering.style;
  style.columns = TerminalColumns(STDOUT_FILENO);
  return style;
}

// A name and what it means, on two lines if the window is narrow.
std::string HelpLine(std::string_view name, std::string_view meaning, std::size_t columns) {
  constexpr std::size_t kNames = 26;
  const std::string line = fmt::format("  {:<{}} {}", name, kNames, meaning);
  if (ColumnsOf(line) <= columns) return line + "\n";
  return CutTo(fmt::format("  {}", name), columns) + "\n" +
         CutTo(fmt::format("    {}", meaning), columns) + "\n";
}

std::string Greeting(const Session& session, const TerminalStyle& style) {
  return Folded(fmt::format("{} words, {} dimensions; 'help' lists the questions, Ctrl-D leaves",
                            WithCommas(session.words().size()), session.engine.search().dim()),
                style.columns) +
         "\n";
}

std::string HelpText(const Session& session, const TerminalStyle& style) {
  std::string text =
      Folded(fmt::format("Words alone are a question for '{}'. A line may also be one of these:",
                         session.command.name),
             style.columns) +
      "\n";
  for (const asking::Command& command : asking::Commands()) {
    text +=
        HelpLine(fmt::format("{} {}", command.name, command.words), command.meaning, style.columns);
  }
  text += "\n";
  for (const auto& [key, meaning] :
       {std::pair{"Tab", "complete a word, or list the choices"},
        std::pair{"Up, Down, Ctrl-R", "earlier questions"}, std::pair{"Ctrl-C", "clear the line"},
        std::pair{"Ctrl-D, exit", "leave"}}) {
    text += HelpLine(key, meaning, style.columns);
  }
  return text;
}

std::string Shown(const Outcome& outcome, const Session& session, const Words& question,
                  const TerminalStyle& style) {
  std::string text;
  for (const std::string& note : asking::NotesOn(outcome, session.rendering.form)) {
    text += asking::MessageLines(note, style);
  }
  if (const auto* const error = std::get_if<Error>(&outcome.result)) {
    return text + asking::MessageLines(error->what(), style);
  }
  return text + asking::Render({session.rendering.form, style}, question,
                               std::get<asking::Answer>(outcome.result), session.words(),
                               outcome.unseen);
}

std::string AnswerTo(const Session& session, Words line) {
  const TerminalStyle style = StyleNow(session);
  if (line.size() == 1 && line[0] == "help") return HelpText(session, style);
  const auto [command, words] =
      asking::QuestionIn(std::move(line), session.command, session.words());
  return Shown(session.engine.AnswerTo(command, words), session, words, style);
}

// Names of commands, which may begin a line.
std::vector<std::string_view> NamesFor(std::string_view line, std::string_view typed) {
  std::vector<std::string_view> names;
  if (line != typed) return names;
  for (const asking::Command& command : asking::Commands()) names.push_back(command.name);
  names.emplace_back("help");
  return names;
}

// The word that ends at the cursor; in a term of a sum, what follows the weight.
std::string_view WordBefore(std::string_view line) {
  const std::size_t blank = line.find_last_of(" \t");
  std::string_view word = blank == std::string_view::npos ? line : line.substr(blank + 1);
  const std::size_t star = word.find('*');
  const bool weighted =
      star != std::string_view::npos && asking::WeightedTerm(fmt::format("{}w", word));
  return weighted ? word.substr(star + 1) : word;
}

LineEditor::Help Complete(const Session& session, std::string_view line) {
  const TerminalStyle style = StyleNow(session);
  const std::string_view typed = WordBefore(line);
  const asking::Completions found =
      asking::CompletionsOf(NamesFor(line, typed), session.words(), typed, kMostCompletions);
  if (found.total == 0) return {};
  if (found.total == 1) return {found.common.substr(typed.size()) + " ", {}};
  if (found.common.size() > typed.size()) return {found.common.substr(typed.size()), {}};
  return {{}, asking::WordColumns(found.words, found.total, kLinesOfCompletions, style)};
}

bool Leaves(const Words& words) {
  return words.size() == 1 && (words[0] == "exit" || words[0] == "quit");
}

}  // namespace

void AnswerAtPrompt(const Session& session) {
  Print(Greeting(session, StyleNow(session)));
  const HistoryFile history(HistoryFile::UsualPath());
  LineEditor editor(std::string(session.command.name) + "> ",
                    [&session](std::string_view line) { return Complete(session, line); });
  for (const std::string& line : history.Load()) editor.Remember(line);
  std::string last;  // what was asked before
  while (const auto line = editor.NextLine()) {
    Words words = asking::WordsOf(*line);
    if (words.empty()) continue;
    if (*line != last) history.Add(*line);
    editor.Remember(last = *line);
    if (Leaves(words)) return;
    Print(AnswerTo(session, std::move(words)));
  }
  Print("\n");  // the shell's prompt starts on a line of its own
}

}  // namespace hogvec::query
