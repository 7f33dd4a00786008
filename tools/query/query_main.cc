#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>

#include "cli/checks.h"
#include "cli/completion.h"
#include "cli/option_table.h"
#include "cli/passed_over.h"
#include "cli/run_main.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "query/answers.h"

namespace hogvec::query {
namespace {

constexpr const char* kProgram = "hogvec-query";

constexpr const char* kIntroduction =
    "hogvec-query: ask word vectors for what is near\n"
    "\n"
    "  hogvec-query nn vectors.bin paris rome\n"
    "  hogvec-query analogy vectors.bin paris france rome\n"
    "\n"
    "usage: hogvec-query nn VECTORS [WORD...]\n"
    "       hogvec-query analogy VECTORS [A B C]    A is to B as C is to ?\n"
    "       hogvec-query similarity VECTORS [A B]\n"
    "\n"
    "Without words, questions are read from standard input, one per line. VECTORS is\n"
    "any file that 'hogvec export' reads. Answers are exact, by cosine, and leave out\n"
    "the words given.\n";

constexpr const char* kClosing =
    "\n"
    "Answers on a terminal are aligned; elsewhere they are lines of fields parted by\n"
    "tabs: the words asked, the answer, its similarity. With --json, a line each:\n"
    "  {\"v\":1,\"query\":[WORD...],\"answers\":[{\"word\":WORD,\"similarity\":X}...]}\n"
    "  {\"v\":1,\"query\":[A,B],\"similarity\":X}\n"
    "Exit codes: 0 done, 1 a word is unknown (the others are answered), 2 wrong\n"
    "options or questions, 65 no vectors, 66 no such file, 71 out of memory, 74\n"
    "output can't be written.\n";

struct Settings {
  std::size_t count = 10;
  std::size_t threads = 0;
  bool json = false, lenient = false, help = false, version = false;
};

void AddOptions(OptionTable& table, Settings& settings) {
  table.Check([&settings] {
    if (settings.count == 0) throw Error(ErrorKind::kUsage, "--count must be 1 or more");
    if (settings.threads > 4096) throw Error(ErrorKind::kUsage, "--threads must be 4096 at most");
  });
  table.Group("Options");
  table.Number("count,k", settings.count, "answers per question");
  table.Flag("json", settings.json, "one JSON object per question");
  table.Number("threads", settings.threads, "threads per scan; one per core if not given");
  AddLenientOption(table, settings.lenient);
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
}

void Complain(const Error& error) {
  static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
  Say(fmt::format("{}: {}\n", kProgram, Printable(error.what())));
}

// Answers one question; false if it has a word that is not known.
bool AnswerOne(const Asker& asker, const std::vector<std::string>& words) {
  try {
    fmt::print("{}", asker.Answer(words));
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    Complain(error);
    return false;
  }
}

// A line above an answer's table that says what it answers.
void PrintTitle(const std::vector<std::string>& words, bool first) {
  fmt::print("{}{}\n", first ? "" : "\n", Printable(fmt::to_string(fmt::join(words, " "))));
}

bool AnswerAll(const Asker& asker, const std::vector<std::string>& words, bool with_titles) {
  bool all_known = true;
  const auto size = static_cast<std::ptrdiff_t>(asker.words_per_question());
  for (auto begin = words.begin(); begin != words.end(); begin += size) {
    const std::vector<std::string> question(begin, begin + size);
    if (with_titles) PrintTitle(question, begin == words.begin());
    all_known = AnswerOne(asker, question) && all_known;
  }
  return all_known;
}

// Parted by ASCII white space, whatever the locale.
std::vector<std::string> WordsOf(const std::string& line) {
  constexpr const char* kWhiteSpace = " \t\v\f\r";
  std::vector<std::string> found;
  for (std::size_t begin = line.find_first_not_of(kWhiteSpace); begin != std::string::npos;) {
    const std::size_t end = std::min(line.find_first_of(kWhiteSpace, begin), line.size());
    found.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(kWhiteSpace, end);
  }
  return found;
}

// Questions from stdin, one per line; a line that is none ends them, by its number.
bool AnswerLines(const Asker& asker, bool with_titles) {
  bool all_known = true;
  std::size_t number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    ++number;
    const auto words = WordsOf(line);
    if (words.empty()) continue;
    if (words.size() != asker.words_per_question()) {
      throw Error(ErrorKind::kUsage, fmt::format("standard input, line {}: {}", number,
                                                 asker.WrongCount(words.size())));
    }
    if (with_titles) PrintTitle(words, number == 1);
    all_known = AnswerOne(asker, words) && all_known;
  }
  return all_known;
}

// Questions that somebody types, until Ctrl-D. Mistakes are said and forgotten.
void AnswerAtPrompt(const Asker& asker, const std::string& prompt) {
  std::string line;
  while (fmt::print("{}", prompt), std::fflush(stdout), std::getline(std::cin, line)) {
    const auto words = WordsOf(line);
    if (words.empty()) continue;
    if (words.size() == asker.words_per_question()) {
      AnswerOne(asker, words);
    } else {
      Complain(Error(ErrorKind::kUsage, asker.WrongCount(words.size())));
    }
  }
  fmt::print("\n");  // the shell's prompt starts on a line of its own
}

// What can be said against a question before a large file is read for nothing.
void CheckQuestion(const std::string& command, std::size_t words) {
  const NeighbourSearch nothing({}, 1);
  const Asker asker(nothing, command, 1, Style::kTsv);
  if (words % asker.words_per_question() != 0) {
    throw Error(ErrorKind::kUsage, asker.WrongCount(words));
  }
}

bool Ask(const std::vector<std::string>& words, const Settings& settings) {
  const std::string& command = words[0];
  const std::vector<std::string> questions(words.begin() + 2, words.end());
  CheckQuestion(command, questions.size());
  const bool as_table = !settings.json && IsTerminal(1);
  const Style style = settings.json ? Style::kJson : as_table ? Style::kTable : Style::kTsv;
  PassedOver passed_over;
  WordVectors vectors = ReadVectors(words[1], {.lenient = settings.lenient}, passed_over);
  Say(PassedOverLines(words[1], passed_over));
  const NeighbourSearch search(std::move(vectors), settings.threads);
  const Asker asker(search, command, settings.count, style);
  if (!questions.empty()) return AnswerAll(asker, questions, as_table);
  if (!IsTerminal(0) || !IsTerminal(1)) return AnswerLines(asker, as_table);
  AnswerAtPrompt(asker, command + "> ");
  return true;
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
    const CompletedCommand command{"", "", table.Descriptions()};
    fmt::print("{}", CompletionScript(words[1], kProgram, std::span(&command, 1)));
    return 0;
  }
  if (settings.version) {
    fmt::print("hogvec-query {}\n", kVersion);
    return 0;
  }
  if (words.size() < 2) throw UsageError(kProgram, "expected a command and a file of vectors");
  return Ask(words, settings) ? 0 : static_cast<int>(ErrorKind::kNotFound);
}

}  // namespace
}  // namespace hogvec::query

int main(int argc, char** argv) {
  return hogvec::RunMain("hogvec-query", argc, argv, hogvec::query::Run);
}
