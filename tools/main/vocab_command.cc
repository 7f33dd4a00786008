#include <fmt/format.h>

#include <cstdio>

#include "cli/checks.h"
#include "cli/progress_display.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "cli/text_files.h"
#include "main/commands.h"
#include "main/train/train_settings.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec vocab";

constexpr const char* kIntroduction =
    "hogvec vocab: count the words of a text\n"
    "\n"
    "  hogvec vocab corpus.txt -o words.txt\n"
    "  hogvec vocab a.txt b.txt -o words.txt --min-count 10 --max-vocab 50000\n"
    "\n"
    "usage: hogvec vocab CORPUS... -o OUT [options]\n"
    "\n"
    "OUT has a line 'word count' for each word, the most frequent first. Give it to\n"
    "'hogvec train --read-vocab' to train on these words and counts. Names that\n"
    "end in .gz, .bz2, .xz or .zst are compressed.\n";

void AddOptions(OptionTable& table, TrainSettings& settings) {
  AddIngestOptions(table, settings);
  table.Alias("thread", "threads");
  table.Group("Other");
  table.Number("threads", settings.ingest.threads, "reading threads; 0 is one per core");
  table.Output("output,o", settings.output, "output file (required); - for standard output");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Flag("help,h", settings.help, "show this help");
}

}  // namespace

int VocabCommand(std::span<const std::string> arguments) {
  TrainSettings settings;
  OptionTable table(kCommand);
  AddOptions(table, settings);
  const std::string help = table.Help();
  for (const std::string& word : table.Parse(arguments)) settings.ingest.corpus.emplace_back(word);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, help);
    return 0;
  }
  if (settings.ingest.corpus.empty()) throw UsageError(kCommand, "no corpus given");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  const SignalWatch signals;  // temporary files go when one comes
  ExpandCorpus(kCommand, settings.ingest);
  RequireWritable(kCommand, settings.output, settings.ingest.corpus);
  const CountedCorpus counted = CountCorpus(settings.ingest);
  SaveVocabulary(counted.vocabulary, settings.output);
  if (!settings.quiet) Say(PruneLines(counted.prune));
  return 0;
}

void DescribeVocab(OptionTable& table) {
  static TrainSettings scratch;
  AddOptions(table, scratch);
}

}  // namespace hogvec
