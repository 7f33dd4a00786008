#include "main/train/train_run.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "base/memory.h"
#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "io/byte_sink.h"
#include "main/space.h"
#include "main/train/configuration.h"
#include "main/train/progress_log.h"
#include "main/train/resume.h"
#include "main/train/run_recorder.h"
#include "main/train/summary.h"
#include "main/train/train_checks.h"
#include "main/train/train_plan.h"
#include "main/train/what_is_kept.h"
#include "main/train/write_report.h"
#include "main/write_and_warn.h"
#include "replicas/agreement.h"

namespace hogvec {
namespace {

double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Shows the run and tells it to a log and a report, and ends it when the words are counted and the
// disks prove too small.
class Watcher : public ProgressDisplay {
 public:
  Watcher(const TrainSettings& settings, const TrainParty& party, ProgressLog& log,
          RunRecorder* recorder)
      : ProgressDisplay(settings.quiet),
        settings_(settings),
        party_(party),
        log_(log),
        recorder_(recorder) {}

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override {
    party_.signals.WaitForTheEnd();
    if (Leads(party_.replicas)) RequireSpace(vocabulary, settings_);
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
    if (!Leads(party_.replicas)) return;
    Clear();
    Say(fmt::format("{}: warning: {}\n", party_.command, Printable(line)));
  }

 private:
  void CheckWatched(const WatchedWords& watched) {
    if (watched.not_found.empty()) return;
    if (watched.ids.empty()) {
      throw Error(
          ErrorKind::kNotFound,
          fmt::format("{}: --report-words: the vocabulary has none of its words", party_.command));
    }
    OnWarning(fmt::format("--report-words: {} of its words are not in the vocabulary",
                          watched.not_found.size()));
  }

  const TrainSettings& settings_;
  const TrainParty& party_;
  ProgressLog& log_;
  RunRecorder* const recorder_;  // null without a report
};

RunControl ControlOf(const TrainPlan& plan, const TrainParty& party) {
  const TrainSettings& settings = plan.settings;
  RunControl control;
  control.start = plan.start();
  control.stop = party.signals.stop();
  control.replicas = &party.replicas;
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

void WriteResult(const TrainSettings& settings, const TrainParty& party,
                 const TrainResult& result) {
  if (!settings.save_vocab.empty()) SaveVocabulary(result.vocabulary, settings.save_vocab);
  WriteAndWarn(party.command, settings.output,
               {.format = *settings.format, .type = settings.type, .overwrite = settings.overwrite},
               {.words = result.vocabulary.words(),
                .table = result.input,
                .output = &result.output,
                .counts = result.vocabulary.counts(),
                .configuration = ConfigurationOf(settings),
                .subwords = result.subwords ? &*result.subwords : nullptr});
}

Finished TrainAndWrite(const TrainPlan& plan, std::chrono::steady_clock::time_point start,
                       const TrainParty& party, ProgressLog& log) {
  const TrainSettings& settings = plan.settings;
  std::optional<RunRecorder> recorder;
  if (!settings.report.file.empty()) {
    recorder.emplace(WordsOf(settings.report), settings.train.seed, settings.train.threads);
  }
  Watcher watcher(settings, party, log, recorder ? &*recorder : nullptr);
  TrainResult result = Train(settings.ingest, settings.train, watcher, ControlOf(plan, party));
  watcher.Clear();
  const auto writing = std::chrono::steady_clock::now();
  if (Leads(party.replicas)) WriteResult(settings, party, result);
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

// What would be learned for hours and then not be kept is said at once.
void WarnOfFormat(const TrainSettings& settings, const std::string& command) {
  const FormatInfo& format = InfoOf(*settings.format);
  const bool keeps = format.subwords || format.needs_subwords;
  if (keeps || settings.train.subwords == SubwordLearning::kNone) return;
  Say(fmt::format(
      "{}: warning: the format {} keeps no n-gram vectors, so words that are not in the "
      "text have none there; .bin and .safetensors keep them\n",
      command, format.name));
}

// What all ranks need before they train, each checked where it is; the first has what is written,
// too.
struct Prepared {
  TrainPlan plan;
  ProgressLog log;
};

Prepared Prepare(TrainSettings told, const TrainParty& party) {
  const bool leads = Leads(party.replicas);
  if (!leads) OnlyTrain(told);
  CheckTrainSettings(told, leads);
  Prepared run{Resolve(std::move(told)), {}};
  TrainSettings& settings = run.plan.settings;
  if (!leads) return run;
  WarnOfFormat(settings, party.command);
  if (!settings.log_json.empty()) {
    run.log = ProgressLog(settings.log_json, !settings.resume.empty());
  }
  return run;
}

void TellAndTidyUp(const TrainSettings& settings, Finished run, ProgressLog& log) {
  const RunReport& report = run.report;
  log.Finish(SummaryJson(settings, report));
  if (!settings.summary.empty()) WriteFile(settings.summary, SummaryJson(settings, report));
  if (!settings.checkpoint.empty()) RemoveCheckpoints(settings.checkpoint);
  if (!settings.quiet) Say(SummaryText(settings, report));
  if (!settings.report.file.empty()) {
    WriteReport(settings, report, std::move(run.record), std::move(run.result));
  }
}

}  // namespace

void RunTraining(TrainSettings told, const TrainParty& party) {
  Replicas& replicas = party.replicas;
  const WayOn way_on{told.checkpoint, replicas.size()};
  const auto say = [&](const std::string& line) {
    if (Leads(replicas)) Say(fmt::format("{}: {}\n", party.command, Printable(line)));
  };
  try {
    const auto start = std::chrono::steady_clock::now();
    std::optional<Prepared> prepared;
    RunTogether(replicas, [&] { prepared = Prepare(std::move(told), party); });
    Finished run = TrainAndWrite(prepared->plan, start, party, prepared->log);
    if (Leads(replicas)) TellAndTidyUp(prepared->plan.settings, std::move(run), prepared->log);
  } catch (const TrainingDiverged& diverged) {
    throw Error(diverged.kind(), diverged.what() + WhatIsKept(way_on));
  } catch (const TrainingStopped& stopped) {
    say(stopped.what() + WhatIsKept(way_on));
  } catch (const Interrupted& interrupted) {
    say(interrupted.what());
  }
}

}  // namespace hogvec
