#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iterator>
#include <utility>

#include "base/atomic_file.h"
#include "base/memory.h"
#include "cli/checks.h"
#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/progress_display.h"
#include "cli/progress_log.h"
#include "cli/resume.h"
#include "cli/signal_watch.h"
#include "cli/space.h"
#include "cli/start.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "cli/text_options.h"
#include "cli/train_settings.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec train";

constexpr const char* kIntroduction =
    "hogvec train: learn word vectors from plain text, one sentence per line\n"
    "\n"
    "  hogvec train corpus.txt -o vectors.bin\n"
    "  hogvec train a.txt b.txt -o vectors.txt --dim 300 --epochs 10\n"
    "  zcat dump.gz | hogvec train - -o vectors.bin --lowercase --split unicode\n"
    "\n"
    "usage: hogvec train CORPUS... -o OUT [options]\n"
    "\n"
    "CORPUS is a file, plain or gzip, bzip2, xz or zstd; a folder, with all in it;\n"
    "@LIST, a file of such names, one per line; or - for standard input.\n";

constexpr const char* kClosing =
    "\n"
    "Names from word2vec.c, fastText and gensim work too (-size, -iter, --lr, ...).\n"
    "Exit codes: 0 done, 2 wrong options, 65 unusable text, 66 no such input,\n"
    "70 diverged, 71 out of memory, 73 output can't be created, 74 read or write\n"
    "failed, 75 the checkpoints are in use; 128 + N ended by signal N.\n";

double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void CheckStart(const TrainSettings& settings) {
  const bool init = !settings.init_vectors.empty(), append = !settings.append_vocab.empty();
  if (init && append) {
    throw UsageError(kCommand, "--init-vectors and --append-vocab are two ways to start; give one");
  }
  if (settings.freeze_init && !init) {
    throw UsageError(kCommand, "--freeze-init is nothing without --init-vectors FILE");
  }
  if (append && (!settings.ingest.read_vocab.empty() || settings.ingest.prune.max_vocab > 0)) {
    throw UsageError(kCommand,
                     "with --append-vocab all words of the model stay, so --read-vocab "
                     "and --max-vocab can't be given");
  }
}

// The files that --validation names become those of the run.
void FindValidation(TrainSettings& settings) {
  ValidationOptions& validation = settings.train.validation;
  if (!settings.validation.empty()) validation.text = CorpusFiles({{settings.validation.string()}});
  if (validation.patience > 0 && validation.text.empty() && validation.fraction == 0) {
    throw UsageError(kCommand, "--patience is nothing without --validation FILE or SHARE");
  }
}

// All files that a run reads, each of which can be opened.
std::vector<std::filesystem::path> ReadableInputs(const TrainSettings& settings) {
  std::vector<std::filesystem::path> inputs = settings.ingest.corpus;
  std::ranges::copy(settings.train.validation.text, std::back_inserter(inputs));
  for (const auto& file : {settings.ingest.read_vocab, settings.ingest.text.stopwords}) {
    if (!file.empty()) inputs.push_back(file);
  }
  RequireReadable(inputs);
  for (const auto& vectors : {settings.init_vectors, settings.append_vocab}) {
    if (!vectors.empty()) std::ranges::copy(VectorInputs(vectors), std::back_inserter(inputs));
  }
  return inputs;
}

// Everything that can be known to fail is made to fail here, before hours of work; and the names of
// the corpus become files.
void CheckSettings(TrainSettings& settings) {
  if (settings.ingest.corpus.empty()) throw UsageError(kCommand, "no corpus given");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  settings.output = OutputFor(settings.output);
  const VectorFormat format = FormatFor(kCommand, settings.format, settings.output);
  CheckWriteOptions(settings.output, {.format = format, .type = settings.type});
  if (settings.checkpoint.empty() &&
      settings.checkpoint_every != TrainSettings().checkpoint_every) {
    throw UsageError(kCommand, "--checkpoint-every is nothing without --checkpoint DIR");
  }
  CheckStart(settings);
  ExpandCorpus(settings.ingest);
  FindValidation(settings);
  const std::vector<std::filesystem::path> inputs = ReadableInputs(settings);
  std::vector<std::filesystem::path> outputs = FilesOf(settings.output, format);
  const std::vector others{settings.save_vocab, settings.summary, settings.log_json};
  outputs.insert(outputs.end(), others.begin(), others.end());
  RequireDistinct(kCommand, outputs);
  RequireVectorsWritable(kCommand, settings.output, format, inputs);
  for (const auto& output : others) RequireWritable(kCommand, output, inputs);
  RequireFolder(settings.ingest.tmp_dir);
}

// Shows the run, and ends it when the words are counted and the disks prove too small.
class Watcher : public ProgressDisplay {
 public:
  Watcher(const TrainSettings& settings, ProgressLog& log, SignalWatch& signals)
      : ProgressDisplay(settings.quiet), settings_(settings), log_(log), signals_(signals) {}

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override {
    signals_.WaitForTheEnd();
    RequireSpace(vocabulary, settings_);
    ProgressDisplay::OnVocabulary(vocabulary, report);
  }

  void OnProgress(const TrainProgress& progress) override {
    log_.Add(progress);
    ProgressDisplay::OnProgress(progress);
  }

  void OnEpoch(const EpochReport& epoch) override {
    log_.Add(epoch);
    ProgressDisplay::OnEpoch(epoch);
  }

  void OnWarning(const std::string& line) override {
    Clear();
    Say(fmt::format("{}: warning: {}\n", kCommand, Printable(line)));
  }

 private:
  const TrainSettings& settings_;
  ProgressLog& log_;
  SignalWatch& signals_;
};

RunControl ControlOf(const TrainSettings& settings, const StartingPoint& start,
                     std::stop_token stop) {
  RunControl control;
  control.start = start;
  control.stop = std::move(stop);
  control.memory_limit = settings.memory_limit;
  if (settings.checkpoint.empty()) return control;
  control.checkpoints = {.folder = settings.checkpoint,
                         .every = settings.checkpoint_every,
                         .resume = !settings.resume.empty(),
                         .note = NoteOf(settings)};
  return control;
}

RunReport TrainAndWrite(TrainSettings& settings, ProgressLog& log, SignalWatch& signals) {
  const auto start = std::chrono::steady_clock::now();
  const Start beginning(settings);
  Watcher watcher(settings, log, signals);
  const TrainResult result = Train(settings.ingest, settings.train, watcher,
                                   ControlOf(settings, beginning.point(), signals.stop()));
  watcher.Clear();
  const auto writing = std::chrono::steady_clock::now();
  if (!settings.save_vocab.empty()) SaveVocabulary(result.vocabulary, settings.save_vocab);
  WriteVectors(
      settings.output,
      {.format = FormatFor(kCommand, settings.format, settings.output), .type = settings.type},
      {.words = result.vocabulary.words(),
       .table = result.input,
       .output = &result.output,
       .counts = result.vocabulary.counts(),
       .configuration = ConfigurationOf(settings)});
  return {result.summary, result.vocabulary.size(), SecondsSince(writing), SecondsSince(start),
          PeakResidentBytes()};
}

// The settings that a file's arguments make, and then those of the command line, whose texts come
// instead of the file's.
TrainSettings ParsedSettings(std::span<const std::string> of_file,
                             std::span<const std::string> given) {
  TrainSettings settings;
  for (const auto& arguments : {of_file, given}) {
    const auto before = std::exchange(settings.ingest.corpus, {});
    OptionTable table(kCommand);
    AddTrainOptions(table, settings);
    for (const std::string& word : table.Parse(arguments)) {
      settings.ingest.corpus.emplace_back(word);
    }
    if (settings.ingest.corpus.empty()) settings.ingest.corpus = before;
  }
  return settings;
}

// The settings that the arguments make, and those that a checkpoint adds to them.
TrainSettings SettingsFrom(std::span<const std::string> arguments) {
  TrainSettings settings = ParsedSettings({}, arguments);
  if (!settings.config.empty()) {
    settings = ParsedSettings(ArgumentsIn(settings.config), arguments);
  }
  if (!settings.help && !settings.resume.empty()) {
    settings = ResumedSettings(settings.resume, arguments);
  }
  settings.ingest.threads = settings.train.threads;
  return settings;
}

void PrintHelp() {
  TrainSettings defaults;
  OptionTable table(kCommand);
  AddTrainOptions(table, defaults);
  fmt::print("{}{}{}", kIntroduction, table.Help(), kClosing);
}

int SayNeeds(TrainSettings& settings) {
  CheckSettings(settings);
  PruneReport report;
  const Vocabulary vocabulary = CountCorpus(settings.ingest, report);
  fmt::print("{}{}", PruneLines(report), NeedsText(vocabulary, settings));
  return 0;
}

// Signals are watched from here on; what was asked for is done, and then the process dies by it.
int Run(TrainSettings& settings) {
  SignalWatch signals(fmt::format("{}: stopped while it waited for text\n", kCommand));
  try {
    CheckSettings(settings);
    ProgressLog log;
    if (!settings.log_json.empty()) log = ProgressLog(settings.log_json, !settings.resume.empty());
    const RunReport report = TrainAndWrite(settings, log, signals);
    log.Finish(SummaryJson(settings, report));
    if (!settings.summary.empty()) WriteWholeFile(settings.summary, SummaryJson(settings, report));
    if (!settings.checkpoint.empty()) RemoveCheckpoints(settings.checkpoint);
    if (!settings.quiet) Say(SummaryText(settings, report));
  } catch (const Interrupted& interrupted) {
    Say(fmt::format("{}: {}\n", kCommand, Printable(interrupted.what())));
  }
  signals.DieIfAsked();
  return 0;
}

}  // namespace

int TrainCommand(std::span<const std::string> arguments) {
  TrainSettings settings = SettingsFrom(arguments);
  if (settings.help) {
    PrintHelp();
    return 0;
  }
  if (settings.print_config) {
    fmt::print("{}", ConfigurationText(settings));
    return 0;
  }
  if (settings.dry_run) return SayNeeds(settings);
  // A closed progress pipe must not end a long run, nor a limit on the size of files without a
  // word.
  for (const int signal : {SIGPIPE, SIGXFSZ}) static_cast<void>(std::signal(signal, SIG_IGN));
  return Run(settings);
}

void DescribeTrain(OptionTable& table) {
  static TrainSettings scratch;
  AddTrainOptions(table, scratch);
}

}  // namespace hogvec
