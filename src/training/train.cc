#include "hogvec/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/workers.h"
#include "hogvec/error.h"
#include "kernel/kernel.h"
#include "sampling/alias_table.h"
#include "sampling/subsampler.h"
#include "tokens/token_store.h"
#include "training/epochs.h"
#include "training/ingest.h"
#include "training/keeper.h"
#include "training/learning_rate.h"
#include "training/monitor.h"
#include "training/needs.h"
#include "training/progress.h"
#include "training/start.h"

namespace hogvec {
namespace {

class Stopwatch {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Reads the text in terms of the words that `state` keeps, or finds the words.
void ReadCorpus(const IngestOptions& options, const Keeper& keeper, const RunControl& control,
                TrainObserver& observer, Checkpoint& state, TokenStore& tokens) {
  IngestProgress progress;
  const Monitor monitor(observer, [&] {
    TrainProgress snapshot;
    snapshot.bytes_done = progress.bytes_done;
    snapshot.bytes_total = progress.bytes_total;
    return snapshot;
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
  keeper.RequireCorpus(state, corpus.identity, tokens.block_count());
}

// With one word there are no negatives, and nothing to be near to.
void RequireTwoWords(const Vocabulary& vocabulary) {
  if (vocabulary.size() >= 2) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("the vocabulary has one word only, '{}'; training needs two or more "
                          "(lower --min-count, or give more text)",
                          vocabulary.Word(WordId{0})));
}

// Says where training stands, from the figures that the workers share.
class Snapshots {
 public:
  Snapshots(const Progress& progress, const LearningRate& rate, std::uint64_t total,
            std::size_t epochs)
      : progress_(progress),
        rate_(rate),
        total_(total),
        epochs_(epochs),
        before_(progress.tokens_done()),
        seen_(progress.LossOfAll()) {}

  TrainProgress operator()() {
    const std::uint64_t done = progress_.tokens_done();
    TrainProgress now;
    now.phase = TrainProgress::Phase::kTraining;
    now.tokens_done = done;
    now.tokens_total = total_;
    now.epochs = epochs_;
    now.epoch = std::min<std::size_t>(epochs_, 1 + done * epochs_ / total_);
    now.words_per_second = static_cast<double>(done - before_) / watch_.Seconds();
    now.seconds_left =
        done == before_ ? 0 : static_cast<double>(total_ - done) / now.words_per_second;
    now.alpha = rate_.At(done);
    now.loss = RecentLoss();
    return now;
  }

 private:
  // Over the pairs since the last snapshot; the last one's loss if there were none.
  double RecentLoss() {
    const LossSum all = progress_.LossOfAll();
    if (all.pairs > seen_.pairs) {
      last_ = LossSum{all.loss - seen_.loss, all.pairs - seen_.pairs}.Mean();
      seen_ = all;
    }
    return last_;
  }

  const Progress& progress_;
  const LearningRate& rate_;
  const std::uint64_t total_;
  const std::size_t epochs_;
  const std::uint64_t before_;  // tokens that an earlier run trained
  const Stopwatch watch_;
  LossSum seen_;
  double last_ = 0;
};

// Nothing is written of rows that hold NaN or infinity.
void RequireFinite(const Checkpoint& state, const SharedTraining& shared, const Keeper& keeper) {
  auto broken = shared.input.FirstNonFinite();
  if (!broken) broken = shared.output.FirstNonFinite();
  if (!broken && !shared.progress.diverged()) return;
  const std::string what =
      broken ? fmt::format("the row of '{}'", state.vocabulary.Word(*broken)) : "the loss";
  throw Error(ErrorKind::kInternal,
              fmt::format("training diverged: {} is no longer finite at alpha {:.4g}; start with "
                          "less than --alpha {}{}",
                          what, shared.learning_rate.At(shared.progress.tokens_done()),
                          shared.options.alpha, keeper.Advice()));
}

Interrupted StoppedAt(double share, const Keeper& keeper) {
  return Interrupted(fmt::format("stopped at {:.0f} %{}", 100 * share, keeper.Advice()));
}

// Trains all blocks, with a rest for each checkpoint.
void TrainWithRests(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads,
                    const std::stop_token& stop, Keeper& keeper, Checkpoint& state) {
  BlockDealer dealer(tokens.block_count(), shared.options.epochs, shared.options.seed,
                     state.position);
  while (!dealer.AllDealt()) {
    TrainBlocks(shared, tokens, threads, dealer, keeper.NextRest(stop, shared.progress));
    RequireFinite(state, shared, keeper);
    keeper.Save(state, dealer, shared.progress, shared.input, shared.output);
    if (stop.stop_requested() && !dealer.AllDealt()) {
      const auto total = static_cast<double>(state.corpus.tokens * shared.options.epochs);
      throw StoppedAt(static_cast<double>(shared.progress.tokens_done()) / total, keeper);
    }
  }
}

}  // namespace

TrainResult Train(const IngestOptions& ingest, const TrainOptions& options, TrainObserver& observer,
                  const RunControl& control) {
  CheckOptions(options);
  CheckOptions(ingest);
  RequireSameDim(control.start, options.dim);
  const Kernel& kernel = FindKernel(options.kernel);
  const std::size_t threads = options.deterministic ? 1 : ThreadCount(options.threads);
  Keeper keeper(control.checkpoints, LastingOptions(ingest, options, control.start), observer);

  const Stopwatch reading;
  Checkpoint state = keeper.TakeFirstState(options.epochs);
  TokenStore tokens(TokenBudget(ingest), ingest.tmp_dir);
  ReadCorpus(ingest, keeper, control, observer, state, tokens);
  RequireTwoWords(state.vocabulary);
  observer.OnVocabulary(state.vocabulary, state.prune);
  RequireMemory(NeedsOf(state.vocabulary, ingest, options), control.memory_limit);
  const double seconds_reading = reading.Seconds();

  const Stopwatch training;
  EmbeddingTable input(state.vocabulary.size(), options.dim);
  EmbeddingTable output(state.vocabulary.size(), options.dim);
  keeper.FillTables(options.seed, input, output);
  if (!keeper.resumes()) CopyRows(control.start, state.vocabulary, input, output);
  const std::vector<std::uint8_t> frozen = FrozenRows(control.start, state.vocabulary);
  const Subsampler subsampler(state.vocabulary.counts(), options.sample);
  const AliasTable negatives =
      AliasTable::ForCounts(state.vocabulary.counts(), options.ns_exponent);
  const std::uint64_t total = state.corpus.tokens * options.epochs;
  const LearningRate learning_rate(options.alpha, total);
  Progress progress(state.tokens_done, state.losses);
  const std::uint64_t before = state.tokens_done;
  {
    const Monitor monitor(observer, Snapshots(progress, learning_rate, total, options.epochs));
    TrainWithRests(
        {options, kernel, subsampler, negatives, learning_rate, input, output, progress, frozen},
        tokens, threads, control.stop, keeper, state);
  }
  const double seconds_training = training.Seconds();

  TrainResult result{std::move(state.vocabulary), std::move(input), std::move(output), {}};
  result.summary = {.tokens = state.corpus.tokens,
                    .trained = progress.tokens_done(),
                    .lines = state.corpus.lines,
                    .prune = state.prune,
                    .words_per_second = static_cast<double>(total - before) / seconds_training,
                    .seconds_reading = seconds_reading,
                    .seconds_training = seconds_training,
                    .first_loss = progress.LossOfEpoch(0).Mean(),
                    .loss = progress.LossOfEpoch(options.epochs - 1).Mean(),
                    .token_bytes_spilled = tokens.bytes_spilled(),
                    .threads = threads,
                    .kernel = std::string(kernel.name),
                    .started_words = CountStarted(control.start, result.vocabulary)};
  return result;
}

}  // namespace hogvec
