#include "hogvec/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/monitor.h"
#include "base/stopwatch.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "ingest/ingest.h"
#include "kernel/kernel.h"
#include "sampling/alias_table.h"
#include "sampling/subsampler.h"
#include "tokens/token_store.h"
#include "training/epochs.h"
#include "training/keeper.h"
#include "training/learning_rate.h"
#include "training/needs.h"
#include "training/progress.h"
#include "training/snapshots.h"
#include "training/start.h"
#include "training/validation.h"
#include "training/verdict.h"

namespace hogvec {
namespace {

// Reads the text in terms of the words that `state` keeps, or finds the words.
void ReadCorpus(const IngestOptions& options, const Keeper& keeper, const RunControl& control,
                TrainObserver& observer, Checkpoint& state, TokenStore& tokens) {
  IngestProgress progress;
  const Monitor monitor([&] {
    TrainProgress snapshot;
    snapshot.bytes_done = progress.bytes_done;
    snapshot.bytes_total = progress.bytes_total;
    observer.OnProgress(snapshot);
  });
  if (!keeper.resumes()) {
    IngestedCorpus corpus = Ingest(options, tokens, progress, control.stop, control.start.words);
    state.vocabulary = std::move(corpus.vocabulary);
    state.prune = corpus.prune;
    state.corpus = corpus.identity;
    return;
  }
  IngestedCorpus corpus =
      IngestKnown(options, std::move(state.vocabulary), tokens, progress, control.stop);
  state.vocabulary = std::move(corpus.vocabulary);
  keeper.RequireCorpus(state, corpus.identity);
}

// With one word there are no negatives, and nothing to be near to.
void RequireTwoWords(const Vocabulary& vocabulary) {
  if (vocabulary.size() >= 2) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("the vocabulary has one word only, '{}'; training needs two or more "
                          "(lower --min-count, or give more text)",
                          vocabulary.Word(WordId{0})));
}

// In each epoch.
std::uint64_t TokensToTrain(const CorpusIdentity& corpus, const Validation& validation) {
  const std::uint64_t left = corpus.tokens - validation.tokens_held_out();
  if (left > 0) return left;
  throw Error(
      ErrorKind::kUsage,
      "what --validation holds out leaves nothing to train on; give it a FILE, or more text");
}

// Nothing is written of rows that hold NaN or infinity, or whose loss is hopeless.
void RequireNotDiverged(const Checkpoint& state, const SharedTraining& shared,
                        const Keeper& keeper) {
  auto broken = shared.input.FirstNonFinite();
  if (!broken) broken = shared.output.FirstNonFinite();
  if (!broken && !shared.progress.diverged()) return;
  const std::string what =
      broken ? fmt::format("the row of '{}' is no longer finite", state.vocabulary.Word(*broken))
             : fmt::format("the loss is over {:.0f}", HopelessLoss(shared.options.negative));
  throw Error(ErrorKind::kInternal,
              fmt::format("training diverged: {} at alpha {:.4g}; {}{}", what,
                          shared.learning_rate.At(shared.progress.tokens_done()),
                          SmallerSteps(shared.options), keeper.Advice()));
}

Interrupted StoppedAt(double share, const Keeper& keeper) {
  return Interrupted(fmt::format("stopped at {:.0f} %{}", 100 * share, keeper.Advice()));
}

std::vector<HeldOutLoss> LossesOf(const Checkpoint& state, const Validation& validation) {
  std::vector<HeldOutLoss> losses;
  for (const HeldOutBands& bands : state.judged) {
    losses.push_back(LossOf(bands, state.vocabulary.size(), validation.tokens()));
  }
  return losses;
}

// What is known once the text is read.
TrainSummary SummaryOf(const Checkpoint& state, const Validation& validation,
                       const TokenStore& tokens, const StartingPoint& start, double seconds) {
  return {.tokens = state.corpus.tokens,
          .held_out = validation.tokens_held_out(),
          .lines = state.corpus.lines,
          .prune = state.prune,
          .seconds_reading = seconds,
          .token_bytes_spilled = tokens.bytes_spilled(),
          .started_words = CountStarted(start, state.vocabulary)};
}

// Whether anything was learned: before it is written down as if it were.
void RequireLearned(const TrainSummary& summary, const Progress& progress, std::uint64_t before,
                    const TrainOptions& options, TrainObserver& observer) {
  const TrainedPairs run{.tokens = summary.tokens,
                         .lines = summary.lines,
                         .trained = summary.trained - before,
                         .pairs = progress.pairs_done(),
                         .losses = progress.LossOfAll().pairs,
                         .loss = summary.loss};
  RequirePairs(run, options);
  for (const std::string& doubt : DoubtsOf(run, options)) observer.OnWarning(doubt);
}

// What a run writes beside the tables that its workers share.
struct Outcome {
  Checkpoint& state;
  BestRows& best;
};

// Trains the epochs one after the other. The workers rest after each, for it to be judged, and for
// each checkpoint.
class Epochs {
 public:
  Epochs(const SharedTraining& shared, const TokenStore& tokens, const Validation& validation,
         std::uint64_t total, Stopwatch& watch, Outcome outcome)
      : shared_(shared),
        tokens_(tokens),
        validation_(validation),
        total_(total),
        state_(outcome.state),
        best_(outcome.best),
        dealer_(validation.training_blocks(), shared.options.epochs, shared.options.seed,
                outcome.state.position),
        watch_(watch),
        snapshots_(shared.progress, shared.learning_rate, watch_, total, shared.options.epochs) {}

  void Train(std::size_t threads, const std::stop_token& stop, Keeper& keeper,
             TrainObserver& observer) {
    while (!IsOver()) {
      TrainUntil(keeper.NextRest(stop, shared_.progress), threads, observer);
      RequireNotDiverged(state_, shared_, keeper);
      keeper.Save(state_, dealer_, shared_.progress, shared_.input, shared_.output, best_);
      if (stop.stop_requested() && !IsOver()) {
        const auto done = static_cast<double>(shared_.progress.tokens_done());
        throw StoppedAt(done / static_cast<double>(total_), keeper);
      }
    }
  }

  // Adds what training came to.
  void Summarise(TrainSummary& summary) const {
    const std::size_t last = state_.judged.empty() ? shared_.options.epochs : state_.judged.size();
    summary.epochs = last;
    summary.kept_epoch = best_.empty() ? last : BestEpoch(state_.judged) + 1;
    summary.trained = shared_.progress.tokens_done();
    summary.words_per_second = snapshots_.WordsPerSecond();
    summary.seconds_training = watch_.Seconds();
    summary.seconds_validating = seconds_validating_;
    summary.first_loss = shared_.progress.LossOfEpoch(0).Mean();
    summary.loss = shared_.progress.LossOfEpoch(summary.kept_epoch - 1).Mean();
    summary.validation = LossesOf(state_, validation_);
  }

 private:
  bool IsOver() const {
    return dealer_.AllDealt() || PatienceIsOver(state_.judged, shared_.options.validation.patience);
  }

  void TrainUntil(const Rest& rest, std::size_t threads, TrainObserver& observer) {
    do {
      const bool waits = dealer_.EpochDealt();  // to be judged, since before
      {
        const Monitor monitor([&] { observer.OnProgress(snapshots_()); });
        TrainBlocks(shared_, tokens_, threads, dealer_, rest);
      }
      // Whoever waits for a checkpoint does not wait for a judgement as well: it comes afterwards,
      // or when the run goes on.
      const bool may_judge = waits || dealer_.AllDealt() || !rest.IsDue();
      if (dealer_.EpochDealt() && may_judge && !shared_.progress.diverged()) EndEpoch(observer);
    } while (!IsOver() && !rest.IsDue());
  }

  void EndEpoch(TrainObserver& observer) {
    watch_.Pause();
    const std::size_t epoch = dealer_.position().epoch;
    const auto held_out = Judge();
    observer.OnEpoch({.epoch = epoch + 1,
                      .epochs = shared_.options.epochs,
                      .loss = shared_.progress.LossOfEpoch(epoch).Mean(),
                      .seconds = watch_.Seconds(),
                      .held_out = held_out ? &*held_out : nullptr,
                      .vocabulary = state_.vocabulary,
                      .input = shared_.input});
    dealer_.NextEpoch();
    watch_.Resume();
  }

  std::optional<HeldOutLoss> Judge() {
    if (!validation_.judges()) return std::nullopt;
    const Stopwatch judging;
    state_.judged.push_back(validation_.Score({.input = shared_.input,
                                               .output = shared_.output,
                                               .subsampler = shared_.subsampler,
                                               .negatives = shared_.negatives,
                                               .options = shared_.options}));
    const bool is_best = BestEpoch(state_.judged) + 1 == state_.judged.size();
    if (is_best && shared_.options.validation.patience > 0) {
      best_.Keep(shared_.input, shared_.output);
    }
    seconds_validating_ += judging.Seconds();
    return LossOf(state_.judged.back(), state_.vocabulary.size(), validation_.tokens());
  }

  const SharedTraining& shared_;
  const TokenStore& tokens_;
  const Validation& validation_;
  const std::uint64_t total_;  // tokens to train over all epochs
  Checkpoint& state_;
  BestRows& best_;
  BlockDealer dealer_;
  Stopwatch& watch_;
  Snapshots snapshots_;
  double seconds_validating_ = 0;
};

}  // namespace

TrainResult Train(const IngestOptions& ingest, const TrainOptions& options, TrainObserver& observer,
                  const RunControl& control) {
  CheckOptions(options);
  CheckOptions(ingest);
  CheckTogether(options);
  RequireSameDim(control.start, options.dim);
  const Kernel& kernel = FindKernel(options.kernel);
  const std::size_t threads = options.deterministic ? 1 : ThreadCount(options.threads);
  Keeper keeper(control.checkpoints, LastingOptions(ingest, options, control.start), observer);

  const Stopwatch reading;
  Checkpoint state = keeper.TakeFirstState(options.epochs);
  TokenStore tokens(TokenBudget(ingest), ingest.tmp_dir);
  ReadCorpus(ingest, keeper, control, observer, state, tokens);
  const Validation validation(ingest, options, state.vocabulary, tokens, control.stop);
  keeper.RequirePosition(state, validation.training_blocks().size());
  RequireTwoWords(state.vocabulary);
  observer.OnVocabulary(state.vocabulary, state.prune);
  RequireMemory(NeedsOf(state.vocabulary, state.corpus.tokens, ingest, options),
                control.memory_limit);
  TrainSummary summary = SummaryOf(state, validation, tokens, control.start, reading.Seconds());
  summary.threads = threads;
  summary.kernel = kernel.name;

  Stopwatch training;
  EmbeddingTable input(state.vocabulary.size(), options.dim);
  EmbeddingTable output(state.vocabulary.size(), options.dim);
  BestRows best;
  keeper.FillTables(options.seed, input, output, best);
  if (!keeper.resumes()) CopyRows(control.start, state.vocabulary, input, output);
  const std::vector<std::uint8_t> frozen = FrozenRows(control.start, state.vocabulary);
  const Subsampler subsampler(state.vocabulary.counts(), options.sample);
  const AliasTable negatives =
      AliasTable::ForCounts(state.vocabulary.counts(), options.ns_exponent);
  validation.RequirePairs(subsampler, options);
  const std::uint64_t total = TokensToTrain(state.corpus, validation) * options.epochs;
  const LearningRate learning_rate(options.alpha, total, options.min_alpha);
  const std::uint64_t trained_before = state.tokens_done;
  Progress progress(trained_before, state.losses, HopelessLoss(options.negative));
  const SharedTraining shared{options, kernel, subsampler, negatives, learning_rate,
                              input,   output, progress,   frozen};
  Epochs epochs(shared, tokens, validation, total, training, {state, best});
  epochs.Train(threads, control.stop, keeper, observer);
  epochs.Summarise(summary);
  RequireLearned(summary, progress, trained_before, options, observer);
  if (summary.kept_epoch != summary.epochs) {
    std::swap(input, best.input);
    std::swap(output, best.output);
  }
  return {std::move(state.vocabulary), std::move(input), std::move(output), std::move(summary)};
}

}  // namespace hogvec
