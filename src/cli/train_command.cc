#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>

#include "base/atomic_file.h"
#include "base/memory.h"
#include "cli/checks.h"
#include "cli/commands.h"
#include "cli/progress_display.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "cli/train_settings.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec train";

constexpr const char* kIntroduction =
    "hogvec train: learn word vectors from plain text, one sentence per line\n"
    "\n"
    "  hogvec train corpus.txt -o vectors.bin\n"
    "  hogvec train a.txt b.txt -o vectors.txt --dim 300 --epochs 10\n"
    "\n"
    "usage: hogvec train CORPUS... -o OUT [options]\n";

constexpr const char* kClosing =
    "\n"
    "Names from word2vec.c, fastText and gensim work too (-size, -iter, --lr, ...).\n"
    "Exit codes: 0 done, 2 wrong options, 65 unusable text, 66 no such input,\n"
    "70 diverged, 71 out of memory, 73 output can't be created, 74 read or write\n"
    "failed.\n";

double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Everything that can be known to fail is made to fail here, before hours of work.
void CheckSettings(const TrainSettings& settings) {
  std::vector<std::filesystem::path> inputs = settings.ingest.corpus;
  const std::vector outputs{settings.output, settings.save_vocab, settings.summary};
  if (inputs.empty()) throw UsageError(kCommand, "no corpus given");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  FormatFor(kCommand, settings.format, settings.output);
  if (!settings.ingest.read_vocab.empty()) inputs.push_back(settings.ingest.read_vocab);
  RequireReadable(inputs);
  RequireDistinct(kCommand, outputs);
  for (const auto& output : outputs) RequireWritable(kCommand, output, inputs);
  RequireFolder(settings.ingest.tmp_dir);
}

RunReport TrainAndWrite(const TrainSettings& settings) {
  const auto start = std::chrono::steady_clock::now();
  ProgressDisplay display(settings.quiet);
  const TrainResult result = Train(settings.ingest, settings.train, display);
  display.Clear();
  const auto writing = std::chrono::steady_clock::now();
  if (!settings.save_vocab.empty()) SaveVocabulary(result.vocabulary, settings.save_vocab);
  WriteVectors(settings.output, FormatFor(kCommand, settings.format, settings.output),
               result.vocabulary.words(), result.input);
  return {result.summary, result.vocabulary.size(), SecondsSince(writing), SecondsSince(start),
          PeakResidentBytes()};
}

}  // namespace

int TrainCommand(std::span<const std::string> arguments) {
  TrainSettings settings;
  OptionTable table(kCommand);
  AddTrainOptions(table, settings);
  const std::string help = table.Help();
  for (const std::string& word : table.Parse(arguments)) settings.ingest.corpus.emplace_back(word);
  if (settings.help) {
    fmt::print("{}{}{}", kIntroduction, help, kClosing);
    return 0;
  }
  settings.ingest.threads = settings.train.threads;
  settings.ingest.block_bytes = settings.block_bytes;
  CheckSettings(settings);
  static_cast<void>(
      std::signal(SIGPIPE, SIG_IGN));  // a closed progress pipe must not end a long run
  const RunReport report = TrainAndWrite(settings);
  if (!settings.summary.empty()) WriteWholeFile(settings.summary, SummaryJson(settings, report));
  if (!settings.quiet) Say(SummaryText(settings, report));
  return 0;
}

}  // namespace hogvec
