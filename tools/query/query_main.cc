#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "asking/commands.h"
#include "asking/query_engine.h"
#include "asking/questions.h"
#include "cli/checks.h"
#include "cli/command_names.h"
#include "cli/completion.h"
#include "cli/option_table.h"
#include "cli/passed_over.h"
#include "cli/run_main.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "query/index_command.h"
#include "query/print_answers.h"
#include "query/prompt.h"
#include "query/settings.h"

namespace hogvec::query {
namespace {

using asking::Command;
using asking::Words;

constexpr const char* kProgram = "hogvec-query";
constexpr const char* kIndexCommand = "index";  // not a question, so not one of Commands()

constexpr const char* kIntroduction =
    "hogvec-query: find nearest words, analogies and similarities in word vectors\n"
    "\n"
    "  hogvec-query nn vectors.bin paris rome\n"
    "  hogvec-query analogy vectors.bin paris france rome\n"
    "  hogvec-query arith vectors.bin 'king - man + 2*woman'\n"
    "  hogvec-query between vectors.bin @words.txt\n"
    "\n"
    "usage: hogvec-query nn VECTORS [WORD...]\n"
    "       hogvec-query analogy VECTORS [A B C]        A is to B as C is to ?\n"
    "       hogvec-query similarity VECTORS [A B]\n"
    "       hogvec-query between VECTORS [A B...]       nearest to their mean\n"
    "       hogvec-query odd-one-out VECTORS [A B C...]\n"
    "       hogvec-query arith VECTORS ['A - B + C']    nearest to that sum\n"
    "       hogvec-query vector VECTORS [X...]          nearest to these values\n"
    "       hogvec-query index VECTORS -o INDEX         an index for --index\n"
    "       hogvec-query VECTORS                        a prompt\n"
    "\n"
    "Without words, questions are read from standard input, one per line, and\n"
    "answered in order; on a terminal, a prompt offers history and completion.\n"
    "@FILE stands for the words or values in a file; write @@ for a word that starts\n"
    "with @. In lines and files, put a word that contains spaces in double quotes:\n"
    "\". . .\". VECTORS is any file that 'hogvec export' reads. Similarities are\n"
    "cosines, answers are exact unless --index is given, and the words asked about\n"
    "are left out. A word that was not in the training text gets a vector made from\n"
    "its n-grams, if VECTORS has vectors of these; a note says so.\n";

constexpr const char* kClosing =
    "\n"
    "On a terminal, answers are aligned in columns; elsewhere each is a line of\n"
    "tab-separated fields: the words asked, the answer, its similarity. With --json,\n"
    "there is one object per line:\n"
    "  {\"v\":1,\"query\":[WORD...],\"answers\":[{\"word\":WORD,\"similarity\":X}...]}\n"
    "  {\"v\":1,\"query\":[A,B],\"similarity\":X}\n"
    "  {\"v\":1,\"query\":[WORD...],\"odd\":WORD}\n"
    "and \"unseen\":[WORD...] after \"query\" where vectors were made from n-grams.\n"
    "Exit codes: 0 success, 1 a word is unknown or a line is no question (the others\n"
    "are answered), 2 wrong options or arguments, 65 not a file of vectors, 66 no\n"
    "such file, 71 out of memory, 74 reading or writing failed.\n";

NeighbourSearch Open(const std::string& path, const Settings& settings) {
  PassedOver passed_over;
  NeighbourSearch search =
      OpenSearch(path, {.lenient = settings.lenient}, passed_over, settings.threads);
  Say(PassedOverLines(path, passed_over));
  return search;
}

// Signals are handled from here on: a build that is stopped leaves nothing, and the process ends by
// the signal.
int Index(const Words& words, const Settings& settings) {
  if (words.size() > 2) throw Error(ErrorKind::kUsage, "index takes no words");
  CheckIndexCommand(settings.index);
  SignalWatch signals(fmt::format("{}: stopped; no index was written\n", kProgram));
  try {
    const NeighbourSearch search = Open(words[1], settings);
    signals.WaitForTheEnd();
    IndexCommand(search, settings.index, settings.json, signals.stop());
  } catch (const Interrupted&) {
    Say(fmt::format("{}: stopped; no index was written\n", kProgram));
  }
  signals.DieIfAsked();
  return 0;
}

const Command& CommandNamed(std::string_view name) {
  if (const Command* const command = asking::FindCommand(name)) return *command;
  throw UnknownCommand(kProgram, name);
}

int Ask(const Command& command, const std::string& path, std::span<const std::string> words,
        const Settings& settings) {
  const asking::Rendering rendering = RenderingOf(settings);
  // Mistakes in questions are reported before a large file is read in vain.
  const std::vector<Words> questions = asking::QuestionsOf(command, words);
  NeighbourSearch search = Open(path, settings);
  search.Restrict(RangeOf(settings, search));
  UseIndex(search, settings.index);
  const asking::QueryEngine engine(search, settings.ask);
  const Session session{engine, command, rendering};
  if (!questions.empty()) return PrintAnswers(session, questions);
  if (!IsTerminal(0) || !IsTerminal(1)) {
    std::ios::sync_with_stdio(false);  // with it, std::cin takes a failure for the end
    return PrintAnswersToLines(session, std::cin);
  }
  AnswerAtPrompt(session);
  return 0;
}

// Whether what should be a file looks like a misspelled command.
bool IsMistyped(const std::string& word) {
  std::error_code absent;
  return !std::filesystem::exists(word, absent) && MeantCommand(kProgram, word).has_value();
}

// A file alone is searched for neighbours.
int Dispatch(const Words& words, const Settings& settings) {
  const bool is_index = !words.empty() && words[0] == kIndexCommand;
  if (words.size() == 1 && asking::FindCommand(words[0]) == nullptr && !is_index) {
    if (IsMistyped(words[0])) throw UnknownCommand(kProgram, words[0]);
    return Ask(CommandNamed("nn"), words[0], {}, settings);
  }
  if (words.size() < 2) throw UsageError(kProgram, "expected a command and a file of vectors");
  if (is_index) return Index(words, settings);
  if (asking::FindCommand(words[0]) == nullptr && asking::FindCommand(words[1]) != nullptr) {
    throw UsageError(kProgram, fmt::format("the command comes first: {} {}", words[1], words[0]));
  }
  return Ask(CommandNamed(words[0]), words[1], std::span(words).subspan(2), settings);
}

std::string Completion(const std::string& shell, const OptionTable& table) {
  std::vector<CompletedCommand> commands;
  for (const Command& command : asking::Commands()) {
    commands.push_back(
        {std::string(command.name), std::string(command.meaning), table.Descriptions()});
  }
  commands.push_back({kIndexCommand, "an index for --index", table.Descriptions()});
  return CompletionScript(shell, kProgram, commands);
}

int Run(std::span<const std::string> arguments) {
  Settings settings;
  OptionTable table(kProgram);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help || (words.size() == 1 && words[0] == "help")) {
    fmt::print("{}{}{}", kIntroduction, help, kClosing);
    return 0;
  }
  if (words.size() == 2 && words[0] == "completion") {
    fmt::print("{}", Completion(words[1], table));
    return 0;
  }
  if (settings.version) {
    fmt::print("hogvec-query {}\n", kVersion);
    return 0;
  }
  return Dispatch(words, settings);
}

}  // namespace
}  // namespace hogvec::query

int main(int argc, char** argv) {
  return hogvec::RunMain("hogvec-query", argc, argv, hogvec::query::Run);
}
