#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>

#include "base/line_reader.h"
#include "base/number.h"
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
    "  hogvec-query arith vectors.bin 'king - man + 2*woman'\n"
    "\n"
    "usage: hogvec-query nn VECTORS [WORD...]\n"
    "       hogvec-query analogy VECTORS [A B C]        A is to B as C is to ?\n"
    "       hogvec-query similarity VECTORS [A B]\n"
    "       hogvec-query between VECTORS [A B...]       nearest to their mean\n"
    "       hogvec-query odd-one-out VECTORS [A B C...]\n"
    "       hogvec-query arith VECTORS ['A - B + C']    nearest to that sum\n"
    "       hogvec-query vector VECTORS [X...]          nearest to these values\n"
    "\n"
    "Without words, questions are read from standard input, one per line, and\n"
    "answered in their order. VECTORS is any file that 'hogvec export' reads. Answers\n"
    "are exact, by cosine, and leave out the words given.\n";

constexpr const char* kClosing =
    "\n"
    "Answers on a terminal are aligned; elsewhere they are lines of fields parted by\n"
    "tabs: the words asked, the answer, its similarity. With --json, a line each:\n"
    "  {\"v\":1,\"query\":[WORD...],\"answers\":[{\"word\":WORD,\"similarity\":X}...]}\n"
    "  {\"v\":1,\"query\":[A,B],\"similarity\":X}\n"
    "  {\"v\":1,\"query\":[WORD...],\"odd\":WORD}\n"
    "Exit codes: 0 done, 1 a word is unknown (the others are answered), 2 wrong\n"
    "options or questions, 65 no vectors, 66 no such file, 71 out of memory, 74\n"
    "output can't be written.\n";

struct Settings {
  AskOptions ask;
  AnswerRange range;
  double threshold = -2;
  std::size_t top = 0;
  std::uint64_t min_count = 0;
  std::filesystem::path restrict;
  std::size_t threads = 0;
  bool json = false, lenient = false, help = false, version = false;
};

void AddOptions(OptionTable& table, Settings& settings) {
  table.Check([&settings] {
    if (settings.ask.count == 0) throw Error(ErrorKind::kUsage, "--count must be 1 or more");
    if (settings.threads > 4096) throw Error(ErrorKind::kUsage, "--threads must be 4096 at most");
  });
  table.Group("Options");
  table.Number("count,k", settings.ask.count, "answers per question");
  table.Flag("json", settings.json, "one JSON object per question");
  table.Flag("cosmul", settings.ask.by_product, "find analogies by 3CosMul, not 3CosAdd");
  table.Flag("fuzzy", settings.ask.fuzzy, "take the nearest spelling of a word that is unknown");
  table.Group("Which words may be answers");
  table.Number("top", settings.top, "the first N, which are the most frequent");
  table.Number("min-count", settings.min_count, "those so frequent, if the file has counts");
  table.Path("restrict", settings.restrict, "those of a file, one per line");
  table.Choice(
      "threshold", "X", "",
      [&settings](std::string_view value) -> std::string {
        const auto number = ParseDouble(value);
        if (!number) return "a number";
        settings.threshold = *number;
        return {};
      },
      "those that are at least so similar");
  table.Group("Other");
  table.Number("threads", settings.threads, "threads per scan; one per core if not given");
  AddLenientOption(table, settings.lenient);
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
}

void Complain(const Error& error) {
  static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
  Say(fmt::format("{}: {}\n", kProgram, Printable(error.what())));
}

// A line above an answer's table that says what it answers.
void PrintTitle(const Words& words, bool first) {
  fmt::print("{}{}\n", first ? "" : "\n", Printable(fmt::to_string(fmt::join(words, " "))));
}

// Prints what became of a question; false if it has a word that is not known.
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

// Parted by ASCII white space, whatever the locale.
Words WordsOf(const std::string& line) {
  constexpr const char* kWhiteSpace = " \t\v\f\r";
  Words found;
  for (std::size_t begin = line.find_first_not_of(kWhiteSpace); begin != std::string::npos;) {
    const std::size_t end = std::min(line.find_first_of(kWhiteSpace, begin), line.size());
    found.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(kWhiteSpace, end);
  }
  return found;
}

// Questions from stdin, one per line, answered many at a time; a line that is none ends them, by
// its number.
class LineQuestions {
 public:
  LineQuestions(const Asker& asker, bool with_titles) : asker_(asker), with_titles_(with_titles) {}

  bool AnswerAllLines() {
    constexpr std::size_t kAtOnce = 1024;
    for (std::string line; std::getline(std::cin, line);) {
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
  const bool with_titles_;
  std::size_t number_ = 0;
  bool all_known_ = true;
  std::vector<Words> questions_;
};

// Questions that somebody types, until Ctrl-D. Mistakes are said and forgotten.
void AnswerAtPrompt(const Asker& asker, const std::string& prompt) {
  std::string line;
  while (fmt::print("{}", prompt), std::fflush(stdout), std::getline(std::cin, line)) {
    const Words words = WordsOf(line);
    if (!words.empty()) PrintOutcome(asker.Answer(std::span(&words, 1))[0]);
  }
  fmt::print("\n");  // the shell's prompt starts on a line of its own
}

// The words of the command line as questions: several where each has a fixed number of words.
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

std::vector<std::uint8_t> AllowedWords(const Settings& settings, const WordVectors& vectors) {
  std::vector<std::uint8_t> allowed;
  if (settings.restrict.empty() && settings.min_count == 0) return allowed;
  if (settings.min_count > 0 && vectors.counts.empty()) {
    throw Error(ErrorKind::kUsage,
                "--min-count needs counts, which this file has not; a .safetensors file has");
  }
  allowed.assign(vectors.words.size(), settings.restrict.empty() ? 1 : 0);
  if (!settings.restrict.empty()) {
    LineReader words(settings.restrict);
    for (std::string_view word; words.NextLine(word);) {
      if (const auto id = vectors.words.Find(word)) allowed[ToIndex(*id)] = 1;
    }
  }
  for (std::size_t i = 0; settings.min_count > 0 && i < allowed.size(); ++i) {
    if (vectors.counts[i] < settings.min_count) allowed[i] = 0;
  }
  return allowed;
}

AnswerRange RangeOf(const Settings& settings, const WordVectors& vectors) {
  AnswerRange range{.threshold = static_cast<float>(settings.threshold),
                    .allowed = AllowedWords(settings, vectors)};
  if (settings.top > 0) range.top = settings.top;
  return range;
}

bool Ask(const Words& words, Settings settings) {
  const std::string& command = words[0];
  const NeighbourSearch nothing({}, 1);
  // What can be said against a question before a large file is read for nothing.
  const std::vector<Words> questions =
      QuestionsOf(Asker(nothing, command, settings.ask), {words.begin() + 2, words.end()});
  const bool as_table = !settings.json && IsTerminal(1);
  settings.ask.style = settings.json ? Style::kJson : as_table ? Style::kTable : Style::kTsv;
  PassedOver passed_over;
  WordVectors vectors = ReadVectors(words[1], {.lenient = settings.lenient}, passed_over);
  Say(PassedOverLines(words[1], passed_over));
  AnswerRange range = RangeOf(settings, vectors);
  NeighbourSearch search(std::move(vectors), settings.threads);
  search.Restrict(std::move(range));
  const Asker asker(search, command, settings.ask);
  if (!questions.empty()) return AnswerAll(asker, questions, as_table);
  if (!IsTerminal(0) || !IsTerminal(1)) return LineQuestions(asker, as_table).AnswerAllLines();
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
