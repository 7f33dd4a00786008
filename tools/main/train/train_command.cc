#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <utility>

#include "base/memory.h"
#include "cli/checks.h"
#include "cli/progress_display.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "cli/text_files.h"
#include "io/byte_sink.h"
#include "main/commands.h"
#include "main/space.h"
#include "main/train/configuration.h"
#include "main/train/progress_log.h"
#include "main/train/resume.h"
#include "main/train/run_recorder.h"
#include "main/train/summary.h"
#include "main/train/train_checks.h"
#include "main/train/train_plan.h"
#include "main/train/train_settings.h"
#include "main/train/what_is_kept.h"
#include "main/train/write_report.h"
#include "main/write_and_warn.h"

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
    "Exit codes: 0 done, 1 no word of a list is in the text, 2 wrong options,\n"
    "65 unusable text, 66 no such input, 70 diverged, 71 out of memory, 73 output\n"
    "can't be created, 74 read or write failed, 75 the checkpoints are in use;\n"
    "128 + N ended by signal N.\n";

double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Shows the run and tells it to a log and a report, and ends it when the words are counted and the
// disks prove too small.
class Watcher : public ProgressDisplay {
 public:
  Watcher(const TrainSettings& settings, ProgressLog& log, SignalWatch& signals,
          RunRecorder* recorder)
      : ProgressDisplay(settings.quiet),
        settings_(settings),
        log_(log),
        signals_(signals),
        recorder_(recorder) {}

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override {
    signals_.WaitForTheEnd();
    RequireSpace(vocabulary, settings_);
    ProgressDisplay::OnVocabulary(vocabulary, report);
    if (recorder_ == nullptr) return;
    recorder_->OnVocabulary(vocabulary, report);
    CheckWatched(recorder_->watched());
  }

  void OnProgress(const TrainProgress& progress) override {
    log_.Add(progress);
    if (recorder_ != nullptr) recorder_->OnProgress(progress);
    ProgressDisplay::OnProgress(progress);
  }

  void OnEpoch(const EpochReport& epoch) override {
    log_.Add(epoch);
    if (recorder_ != nullptr) recorder_->OnEpoch(epoch);
    ProgressDisplay::OnEpoch(epoch);
  }

  void OnWarning(const std::string& line) override {
    Clear();
    Say(fmt::format("{}: warning: {}\n", kCommand, Printable(line)));
  }

 private:
  void CheckWatched(const WatchedWords& watched) {
    if (watched.not_found.empty()) return;
    if (watched.ids.empty()) {
      throw Error(
          ErrorKind::kNotFound,
          fmt::format("{}: --report-words: the vocabulary has none of its words", kCommand));
    }
    OnWarning(fmt::format("--report-words: {} of its words are not in the vocabulary",
                          watched.not_found.size()));
  }

  const TrainSettings& settings_;
  ProgressLog& log_;
  SignalWatch& signals_;
  RunRecorder* const recorder_;  // null without a report
};

RunControl ControlOf(const TrainPlan& plan, std::stop_token stop) {
  const TrainSettings& settings = plan.settings;
  RunControl control;
  control.start = plan.start();
  control.stop = std::move(stop);
  control.memory_limit = settings.memory_limit;
  if (settings.checkpoint.empty()) return control;
  control.checkpoints = {.folder = settings.checkpoint,
                         .every = settings.checkpoint_every,
                         .resume = !settings.resume.empty(),
                         .note = NoteOf(settings)};
  return control;
}

// What is left of a run when its vectors are written.
struct Finished {
  TrainResult result;
  RunReport report;
  RunRecord record;  // empty if no page was asked for
};

void WriteResult(const TrainSettings& settings, const TrainResult& result) {
  if (!settings.save_vocab.empty()) SaveVocabulary(result.vocabulary, settings.save_vocab);
  WriteAndWarn(kCommand, settings.output,
               {.format = *settings.format, .type = settings.type, .overwrite = settings.overwrite},
               {.words = result.vocabulary.words(),
                .table = result.input,
                .output = &result.output,
                .counts = result.vocabulary.counts(),
                .configuration = ConfigurationOf(settings),
                .subwords = result.subwords ? &*result.subwords : nullptr});
}

Finished TrainAndWrite(const TrainPlan& plan, std::chrono::steady_clock::time_point start,
                       ProgressLog& log, SignalWatch& signals) {
  const TrainSettings& settings = plan.settings;
  std::optional<RunRecorder> recorder;
  if (!settings.report.file.empty()) {
    recorder.emplace(WordsOf(settings.report), settings.train.seed, settings.train.threads);
  }
  Watcher watcher(settings, log, signals, recorder ? &*recorder : nullptr);
  TrainResult result =
      Train(settings.ingest, settings.train, watcher, ControlOf(plan, signals.stop()));
  watcher.Clear();
  const auto writing = std::chrono::steady_clock::now();
  WriteResult(settings, result);
  const RunReport report{result.summary,
                         result.vocabulary.size(),
                         result.subwords ? result.subwords->buckets().size() : 0,
                         result.subwords ? result.subwords->table().rows() : 0,
                         SecondsSince(writing),
                         SecondsSince(start),
                         PeakResidentBytes()};
  RunRecord record = recorder ? recorder->Record(result.vocabulary) : RunRecord();
  return {std::move(result), report, std::move(record)};
}

// What a checkpoint says, on top of that a file of options, and on top of that the command line.
TrainSettings SettingsFrom(std::span<const std::string> arguments) {
  TrainSettings told;
  ApplyArguments(arguments, told);
  if (told.help) return told;
  TrainSettings settings;
  if (!told.resume.empty()) settings = ResumedSettings(told.resume);
  if (!told.config.empty()) ApplyArguments(ArgumentsIn(told.config), settings);
  ApplyArguments(arguments, settings);
  if (!told.resume.empty()) KeepCheckpointsWhereTheyAre(settings);
  return settings;
}

void PrintHelp() {
  TrainSettings defaults;
  OptionTable table(kCommand);
  AddTrainOptions(table, defaults);
  fmt::print("{}{}{}", kIntroduction, table.Help(), kClosing);
}

int SayNeeds(TrainSettings settings) {
  CheckTrainSettings(settings);
  const TrainPlan plan = Resolve(std::move(settings));
  const CountedCorpus corpus = CountCorpus(plan.settings.ingest, plan.start().words);
  fmt::print("{}{}", PruneLines(corpus.prune), NeedsText(corpus, plan.settings));
  return 0;
}

// What would be learned for hours and then not be kept is said at once.
void WarnOfFormat(const TrainSettings& settings) {
  const FormatInfo& format = InfoOf(*settings.format);
  const bool keeps = format.subwords || format.needs_subwords;
  if (keeps || settings.train.subwords == SubwordLearning::kNone) return;
  Say(fmt::format(
      "{}: warning: the format {} keeps no n-gram vectors, so words that are not in the "
      "text have none there; .bin and .safetensors keep them\n",
      kCommand, format.name));
}

// Signals are watched from here on; what was asked for is done, and then the process dies by it.
int Run(TrainSettings told) {
  SignalWatch signals(fmt::format("{}: stopped while it waited for text\n", kCommand));
  const std::filesystem::path checkpoints = told.checkpoint;
  try {
    const auto start = std::chrono::steady_clock::now();
    CheckTrainSettings(told);
    const TrainPlan plan = Resolve(std::move(told));
    const TrainSettings& settings = plan.settings;
    WarnOfFormat(settings);
    ProgressLog log;
    if (!settings.log_json.empty()) log = ProgressLog(settings.log_json, !settings.resume.empty());
    Finished run = TrainAndWrite(plan, start, log, signals);
    const RunReport& report = run.report;
    log.Finish(SummaryJson(settings, report));
    if (!settings.summary.empty()) WriteFile(settings.summary, SummaryJson(settings, report));
    if (!settings.checkpoint.empty()) RemoveCheckpoints(settings.checkpoint);
    if (!settings.quiet) Say(SummaryText(settings, report));
    if (!settings.report.file.empty()) {
      WriteReport(settings, report, std::move(run.record), std::move(run.result));
    }
  } catch (const TrainingDiverged& diverged) {
    throw Error(diverged.kind(), diverged.what() + WhatIsKept(checkpoints));
  } catch (const TrainingStopped& stopped) {
    Say(fmt::format("{}: {}{}\n", kCommand, Printable(stopped.what()),
                    Printable(WhatIsKept(checkpoints))));
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
    fmt::print("{}", ConfigurationText(Resolve(std::move(settings)).settings));
    return 0;
  }
  if (settings.dry_run) return SayNeeds(std::move(settings));
  // A closed progress pipe must not end a long run, nor a limit on the size of files without a
  // word.
  for (const int signal : {SIGPIPE, SIGXFSZ}) static_cast<void>(std::signal(signal, SIG_IGN));
  return Run(std::move(settings));
}

void DescribeTrain(OptionTable& table) {
  static TrainSettings scratch;
  AddTrainOptions(table, scratch);
}

}  // namespace hogvec
