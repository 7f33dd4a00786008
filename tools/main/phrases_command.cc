#include <fmt/format.h>

#include <array>
#include <csignal>
#include <vector>

#include "cli/checks.h"
#include "cli/progress_display.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "cli/text_files.h"
#include "hogvec/phrases.h"
#include "main/commands.h"
#include "main/phrases_progress.h"
#include "options/training_options.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec phrases";

constexpr const char* kIntroduction =
    "hogvec phrases: join words that belong together, as new_york\n"
    "\n"
    "  hogvec phrases corpus.txt -o joined.txt --save-phrases phrases.txt\n"
    "  hogvec phrases new.txt -o joined.txt --apply phrases.txt\n"
    "\n"
    "usage: hogvec phrases CORPUS... -o OUT [options]\n"
    "\n"
    "OUT is the text with its phrases joined, to be trained on. Names are as for\n"
    "'hogvec train'. To find phrases, the text is read several times, so what comes\n"
    "through a pipe is first copied to a temporary file. A list of phrases has lines\n"
    "'new york TAB score TAB count', an empty line between two passes. Files called\n"
    ".gz, .bz2, .xz or .zst are compressed.\n";

struct PhrasesSettings {
  PhraseOptions phrases;
  std::filesystem::path output, connectors, apply;
  bool quiet = false, help = false;
};

constexpr const char* kEnglish = "english";

// Options that say which phrases are found.
constexpr std::array kFinding = {"min-count",  "score",        "threshold",   "passes",
                                 "connectors", "save-phrases", "memory-limit"};

void AddFindingOptions(OptionTable& table, PhrasesSettings& settings) {
  PhraseOptions& phrases = settings.phrases;
  table.Number("min-count", phrases.min_count, "ignore words that occur less often");
  table.Choice(
      "score", "HOW", std::string(NameOf(phrases.score)),
      [&phrases](std::string_view value) -> std::string {
        const auto score = PhraseScoreByName(value);
        if (!score) return "'discount' or 'npmi'";
        phrases.score = *score;
        return {};
      },
      "'discount', as in word2phrase, or 'npmi', between -1 and 1");
  table.Number("threshold", phrases.threshold,
               "join pairs with a higher score; 0.5 is usual for npmi");
  table.Number("passes", phrases.passes,
               "number of passes; each can join phrases of the previous one");
  table.Path("connectors", settings.connectors,
             "words allowed inside phrases but not at their ends, as in bank_of_america: a file, "
             "or 'english' for of, the, and ...",
             "FILE|english");
  table.Output("save-phrases", phrases.list, "also write the phrases with their scores and counts");
}

void AddOptions(OptionTable& table, PhrasesSettings& settings, IngestOptions& ingest) {
  PhraseOptions& phrases = settings.phrases;
  AddTextRows(table, ingest);
  table.Group("Phrases");
  AddFindingOptions(table, settings);
  table.Path("apply", settings.apply,
             "join the phrases listed in such a file instead of finding new ones");
  table.Choice(
      "joiner", "TEXT", phrases.joiner,
      [&phrases](std::string_view value) {
        phrases.joiner = value;
        return std::string();
      },
      "text between the words of a phrase");
  table.Group("Other");
  table.Output("output,o", settings.output, "the joined text; - for standard output");
  table.Number("threads", phrases.threads, "threads; 0 is one per core");
  table.Bytes("memory-limit", phrases.memory,
              "memory for pair counts; with less, the text is read more often [a quarter of all]");
  table.Folder("tmp-dir", phrases.tmp_dir, "directory for temporary texts [the system's]");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Flag("help,h", settings.help, "show this help");
  table.Alias("train", "input");
  table.Hidden("input", [&ingest](std::string_view value) {
    ingest.corpus.emplace_back(value);
    return std::string();
  });
}

// Makes the settings those of the run, or throws what can be said against them before it.
void Check(const OptionTable& table, PhrasesSettings& settings, IngestOptions& ingest) {
  if (ingest.corpus.empty()) throw UsageError(kCommand, "no corpus given");
  if (settings.output.empty() && settings.phrases.list.empty()) {
    throw UsageError(kCommand, "no output given (-o FILE, or --save-phrases FILE alone)");
  }
  for (const char* option : kFinding) {
    if (settings.apply.empty() || !table.given().contains(option)) continue;
    throw UsageError(
        kCommand, fmt::format("--{} can't be used with --apply, which finds no phrases", option));
  }
  ExpandCorpus(kCommand, ingest);
  std::vector<std::filesystem::path> inputs = ingest.corpus;
  if (settings.connectors == kEnglish) {
    settings.phrases.connectors = EnglishConnectors();
  } else if (!settings.connectors.empty()) {
    settings.phrases.connectors = ReadConnectors(settings.connectors);
    inputs.push_back(settings.connectors);
  }
  if (!settings.apply.empty()) inputs.push_back(settings.apply);
  RequireReadable(inputs);
  RequireDistinct(kCommand, {settings.output, settings.phrases.list});
  for (const auto& output : {settings.output, settings.phrases.list}) {
    RequireWritable(kCommand, output, inputs);
  }
  settings.phrases.corpus = ingest.corpus;
  settings.phrases.text = ingest.text;
  settings.phrases.take_binary = ingest.take_binary;
}

PhraseReport Run(const PhrasesSettings& settings) {
  PhrasesDisplay display(settings.quiet);
  if (settings.apply.empty()) return JoinPhrases(settings.phrases, settings.output, display);
  return ApplyPhrases(settings.phrases, settings.apply, settings.output, display);
}

void Report(const PhraseReport& report, const PhrasesSettings& settings) {
  const bool joined = !settings.output.empty();
  std::string not_utf8;
  if (report.not_utf8_words > 0) {
    not_utf8 = fmt::format("          {} different are not UTF-8, kept as they are\n{}",
                           WithCommas(report.not_utf8_words), kNotUtf8Advice);
  }
  Say(fmt::format("words     {} read\n{}phrases   {} different{}: {}\n", WithCommas(report.words),
                  not_utf8, WithCommas(report.phrases),
                  joined ? fmt::format(", joined {} times", WithCommas(report.joined)) : "",
                  Printable((joined ? settings.output : settings.phrases.list).native())));
}

}  // namespace

int PhrasesCommand(std::span<const std::string> arguments) {
  PhrasesSettings settings;
  IngestOptions ingest;
  OptionTable table(kCommand);
  AddOptions(table, settings, ingest);
  const std::string help = table.Help();
  for (const std::string& word : table.Parse(arguments)) ingest.corpus.emplace_back(word);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, help);
    return 0;
  }
  const SignalWatch signals;  // temporary files go when one comes
  Check(table, settings, ingest);
  // What is written to may be closed or limited; temporary texts must not stay then.
  for (const int signal : {SIGPIPE, SIGXFSZ}) static_cast<void>(std::signal(signal, SIG_IGN));
  const PhraseReport report = Run(settings);
  if (!settings.quiet) Report(report, settings);
  return 0;
}

void DescribePhrases(OptionTable& table) {
  static PhrasesSettings scratch;
  static IngestOptions ingest;
  AddOptions(table, scratch, ingest);
}

}  // namespace hogvec
