#include "hogvec/train.h"

#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/stopwatch.h"
#include "checkpoint/checkpoint_store.h"
#include "checkpoint/checkpointer.h"
#include "hogvec/error.h"
#include "hogvec/kept_text.h"
#include "ingest/ingest.h"
#include "kernel/kernel.h"
#include "model/initial_rows.h"
#include "replicas/agreement.h"
#include "replicas/alone.h"
#include "run/check_run.h"
#include "run/epoch_reporter.h"
#include "run/fitted.h"
#include "run/merge_plan.h"
#include "run/needs.h"
#include "run/observer_relay.h"
#include "run/read_corpus.h"
#include "run/same_beginning.h"
#include "run/summary.h"
#include "run/verdict.h"
#include "sampling/sampling.h"
#include "subwords/with_others.h"
#include "training/replica_merger.h"
#include "training/trainer.h"
#include "validation/held_out_text.h"
#include "validation/validator.h"

namespace hogvec {
namespace {

// What stays the same in all checkpoints of a run.
Checkpoint CheckpointOf(const Corpus& corpus, TensorMetadata options, const std::string& note) {
  return {.options = std::move(options),
          .prune = corpus.prune,
          .corpus = corpus.identity,
          .state = {},
          .scores = {},
          .note = note};
}

// Where training begins: a stored run's tables and state, or fresh ones.
struct Beginning {
  Layers model;
  RunState state;
  ValidationState validation;
};

Beginning Begin(const std::optional<StoredRun>& stored, const StartingPoint& start,
                const Vocabulary& vocabulary, const TrainOptions& options,
                std::optional<WordRows> lists) {
  if (!stored) return {InitialLayers(start, vocabulary, options, std::move(lists)), {}, {}};
  Layers model = LayersOfZeros(start, vocabulary, options.dim, std::move(lists));
  ReadTables(stored->file, model.input.rows(), model.output);
  ValidationState validation{stored->checkpoint.scores, ReadBestRows(stored->file, model)};
  return {std::move(model), stored->checkpoint.state, std::move(validation)};
}

// Those that were trained, and those of the model to start from for all other n-grams.
std::optional<Subwords> SubwordsOf(InputLayer& input, const StartingPoint& start) {
  std::optional<Subwords> trained = input.TakeSubwords();
  if (!trained || start.vectors == nullptr || !start.vectors->subwords) return trained;
  return WithOthers(*trained, *start.vectors->subwords);
}

// Gives the result n-gram vectors that are fitted to its words'.
void FitTo(TrainResult& result, const TrainOptions& options, ObserverRelay& observer) {
  const Stopwatch watch;
  auto [subwords, report] =
      FitToResult(result.vocabulary, result.input, options, observer, observer.stop());
  observer.RethrowFailure();
  result.subwords = std::move(subwords);
  result.summary.fit = report;
  result.summary.seconds_fitting = watch.Seconds();
}

// The same, but a fit that is stopped leaves the words' rows, if these are wanted all the same.
void FitUnlessStopped(TrainResult& result, const TrainOptions& options, ObserverRelay& observer,
                      const RunControl& control) {
  try {
    FitTo(result, options, observer);
  } catch (const Interrupted&) {
    observer.RethrowFailure();
    if (!control.keep_rows_on_stop) throw;
    result.summary.stopped = true;
  }
}

TrainingText TextOf(const Corpus& corpus, const HeldOutText& held_out) {
  return {*corpus.tokens, corpus.vocabulary, held_out.training_blocks(), held_out.tokens_to_train(),
          held_out.own_tokens_to_train()};
}

// How training ended: at its end, or before it if its rows are wanted all the same; then perhaps
// for a failure of the system, such as a full disk.
struct Ending {
  bool early = false;
  std::exception_ptr failure = nullptr;
};

// Of several ranks, what fails one alone leaves it out of step with the others, and comes out.
Ending RunToEnd(Trainer& trainer, std::span<PauseTask* const> tasks, Meetings& meetings,
                const RunControl& control, bool alone, const std::stop_token& stop) {
  try {
    trainer.Run(tasks, stop, meetings);
    return {};
  } catch (const TrainingStopped&) {
    if (!control.keep_rows_on_stop) throw;
    return {.early = true};
  } catch (const Error& error) {
    if (!control.keep_rows_on_stop || !alone || error.kind() == ErrorKind::kInternal) throw;
    return {.early = true, .failure = std::current_exception()};
  }
}

// What each rank checks for itself before it trains, and what it begins with.
Beginning Prepare(std::optional<StoredRun>& stored, const Corpus& corpus, const RunControl& control,
                  const IngestOptions& ingest, const TrainOptions& options, std::size_t ranks,
                  ObserverRelay& observer) {
  if (stored) stored->RequirePosition(corpus.block_count, options.epochs);
  observer.OnVocabulary(corpus.vocabulary, corpus.prune);
  std::optional<WordRows> lists = RowLists(control.start, corpus.vocabulary, options);
  const std::uint64_t tokens = corpus.own_tokens;
  const TrainNeeds needs = lists ? NeedsOf(corpus.vocabulary, lists, tokens, ingest, options)
                                 : NeedsOf(corpus.vocabulary, tokens, ingest, options);
  RequireMemory(ranks > 1 ? WithReplicas(needs) : needs, control.memory_limit);
  return Begin(stored, control.start, corpus.vocabulary, options, std::move(lists));
}

// Where this process meets the others, if there are any.
std::unique_ptr<ReplicaMerger> MergerOf(Replicas& replicas, const Vocabulary& vocabulary,
                                        Layers& model, Trainer& trainer) {
  if (replicas.size() == 1) return nullptr;
  const std::size_t threads = MaxOver(replicas, trainer.threads());  // all must plan the same
  MergePlan plan =
      PlanMerges(vocabulary, model.input, trainer.options(), {replicas.size(), threads});
  return std::make_unique<ReplicaMerger>(replicas, std::move(plan), model, trainer);
}

// `kept` is the corpus if it was read before, by the same options; else null.
TrainResult TrainObserved(const IngestOptions& ingest, const KeptText* kept,
                          const TrainOptions& options, Replicas& replicas, ObserverRelay& observer,
                          const RunControl& control) {
  const TensorMetadata fixed = LastingOptions(ingest, options, control.start);
  CheckpointStore store(control.checkpoints, replicas);
  std::optional<StoredRun> stored = store.OpenNewest(fixed, observer.Warn());

  Stopwatch reading;
  Corpus corpus = kept != nullptr ? CorpusOf(*kept, stored, replicas)
                                  : ReadCorpus(ingest, control.start, stored, replicas, observer);
  const HeldOutText held_out(ingest, options, corpus, replicas, observer.stop());
  reading.Pause();

  Stopwatch preparing;
  preparing.Pause();
  std::optional<Beginning> beginning;
  RunTogether(replicas, [&] {
    preparing.Resume();
    beginning = Prepare(stored, corpus, control, ingest, options, replicas.size(), observer);
  });
  auto& [model, state, validation] = *beginning;
  RequireSameBeginning(replicas, corpus.vocabulary, model);
  stored.reset();  // newer checkpoints replace its file, which takes disk space until it is closed
  const Sampling sampling(corpus.vocabulary.counts(), options.sample, options.ns_exponent);
  held_out.RequirePairs(sampling);

  Trainer trainer(model, sampling, TextOf(corpus, held_out), options, observer, state, preparing);
  const auto merger = MergerOf(replicas, corpus.vocabulary, model, trainer);
  Meetings nobody;
  Meetings& meetings = merger ? *merger : nobody;
  Validator validator(held_out, model, sampling, options.validation.patience,
                      std::move(validation));
  EpochReporter reporter(observer, replicas, corpus.vocabulary, model, trainer, validator);
  Checkpointer checkpointer(store, CheckpointOf(corpus, fixed, store.note()), corpus.vocabulary,
                            model, trainer, validator);
  const std::array<PauseTask*, 3> tasks = {&validator, &reporter, &checkpointer};
  const Ending ending =
      RunToEnd(trainer, tasks, meetings, control, replicas.size() == 1, observer.stop());
  RunTogether(replicas, [&] { observer.RethrowFailure(); });

  const double seconds_reading = kept != nullptr ? kept->seconds() : reading.Seconds();
  TrainSummary summary = Summarize(corpus, held_out, trainer, validator, seconds_reading);
  summary.started_words = CountStarted(control.start, corpus.vocabulary);
  if (merger) summary.ranks = SummarizeRanks(replicas, trainer, *merger);
  if (ending.early) {
    MarkStopped(trainer, summary);
  } else {
    RequireLearned(summary, trainer, observer, control.accept_no_pairs);
  }
  if (summary.kept_epoch != summary.epochs) validator.TakeBest().MoveTo(model);
  model.input.Compose(FindKernel(options.kernel), trainer.threads());
  TrainResult result{std::move(corpus.vocabulary), model.input.TakeWordRows(),
                     std::move(model.output), std::move(summary),
                     SubwordsOf(model.input, control.start)};
  result.failure = ending.failure;
  if (options.subwords == SubwordLearning::kFitted && !ending.early && Leads(replicas)) {
    FitUnlessStopped(result, options, observer, control);
  }
  return result;
}

// A run with the replicas that were given, or none.
TrainResult TrainTogether(const IngestOptions& ingest, const KeptText* kept,
                          const TrainOptions& options, TrainObserver& observer,
                          const RunControl& control) {
  Alone alone;
  Replicas& replicas = control.replicas != nullptr ? *control.replicas : alone;
  ObserverRelay relay(observer, control.stop);
  return relay.Observed(
      [&] { return TrainObserved(ingest, kept, options, replicas, relay, control); });
}

}  // namespace

TrainResult Train(const IngestOptions& ingest, const TrainOptions& options, TrainObserver& observer,
                  const RunControl& control) {
  CheckRun(ingest, options, control.start);
  return TrainTogether(ingest, nullptr, options, observer, control);
}

TrainResult Train(const KeptText& text, const TrainOptions& options, TrainObserver& observer,
                  const RunControl& control) {
  CheckTraining(text.options(), options, control.start);
  return TrainTogether(text.options(), &text, options, observer, control);
}

}  // namespace hogvec
