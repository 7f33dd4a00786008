#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include "cli/checks.h"
#include "cli/option_table.h"
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
    "tabs: the words asked, the answer, its similarity. An unknown word is reported\n"
    "on stderr, and the exit code is 1.\n";

struct Settings {
  std::size_t count = 10;
  std::size_t threads = 0;
  bool json = false, help = false, version = false;
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
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
}

void Complain(const Error& error) {
  std::fflush(stdout);
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

bool AnswerAll(const Asker& asker, const std::vector<std::string>& words, bool with_titles) {
  if (words.size() % asker.words_per_question() != 0) asker.Answer(words);  // says what is wrong
  bool all_known = true;
  for (std::size_t i = 0; i < words.size(); i += asker.words_per_question()) {
    const std::vector<std::string> question(
        words.begin() + static_cast<std::ptrdiff_t>(i),
        words.begin() + static_cast<std::ptrdiff_t>(i + asker.words_per_question()));
    if (with_titles)
      fmt::print("{}{}\n", i > 0 ? "\n" : "", Printable(fmt::to_string(fmt::join(question, " "))));
    all_known = AnswerOne(asker, question) && all_known;
  }
  return all_known;
}

std::vector<std::string> WordsOf(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> found;
  for (std::string word; words >> word;) found.push_back(word);
  return found;
}

// Questions from stdin. At a prompt, mistakes are said and forgotten; in a batch, a line that is no
// question ends it.
bool AnswerLines(const Asker& asker, const std::string& prompt) {
  bool all_known = true;
  for (std::string line;
       fmt::print("{}", prompt), std::fflush(stdout), std::getline(std::cin, line);) {
    const auto words = WordsOf(line);
    if (words.empty()) continue;
    try {
      all_known = AnswerOne(asker, words) && all_known;
    } catch (const Error& error) {
      if (prompt.empty()) throw;
      Complain(error);
    }
  }
  if (!prompt.empty()) fmt::print("\n");
  return all_known || !prompt.empty();
}

int Run(std::span<const std::string> arguments) {
  Settings settings;
  OptionTable table(kProgram);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help) {
    fmt::print("{}{}{}", kIntroduction, help, kClosing);
    return 0;
  }
  if (settings.version) {
    fmt::print("hogvec-query {}\n", kVersion);
    return 0;
  }
  if (words.size() < 2) throw UsageError(kProgram, "expected a command and a file of vectors");
  const bool table_style = !settings.json && IsTerminal(1);
  const Style style = settings.json ? Style::kJson : table_style ? Style::kTable : Style::kTsv;
  // The command is checked before a large file is read for nothing.
  const NeighbourSearch nothing({}, 1);
  const Asker check(nothing, words[0], settings.count, style);
  const NeighbourSearch search(ReadVectors(words[1]), settings.threads);
  const Asker asker(search, words[0], settings.count, style);
  const std::vector<std::string> questions(words.begin() + 2, words.end());
  const bool at_prompt = questions.empty() && IsTerminal(0) && IsTerminal(1);
  const bool all_known = questions.empty() ? AnswerLines(asker, at_prompt ? words[0] + "> " : "")
                                           : AnswerAll(asker, questions, table_style);
  return all_known ? 0 : static_cast<int>(ErrorKind::kNotFound);
}

}  // namespace
}  // namespace hogvec::query

int main(int argc, char** argv) {
  return hogvec::RunMain("hogvec-query", argc, argv, hogvec::query::Run);
}
