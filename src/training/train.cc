#include "hogvec/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/memory.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "kernel/kernel.h"
#include "sampling/alias_table.h"
#include "sampling/subsampler.h"
#include "tokens/token_store.h"
#include "training/epochs.h"
#include "training/ingest.h"
#include "training/learning_rate.h"
#include "training/monitor.h"
#include "training/progress.h"

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

std::uint64_t TokenBudget(const IngestOptions& options) {
  return options.token_memory > 0 ? options.token_memory : PhysicalMemoryBytes() / 4;
}

IngestedCorpus ReadCorpus(const IngestOptions& options, TokenStore& tokens,
                          TrainObserver& observer) {
  IngestProgress progress;
  const Monitor monitor(observer, [&] {
    TrainProgress snapshot;
    snapshot.bytes_done = progress.bytes_done;
    snapshot.bytes_total = progress.bytes_total;
    return snapshot;
  });
  return Ingest(options, tokens, progress);
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
      : progress_(progress), rate_(rate), total_(total), epochs_(epochs) {}

  TrainProgress operator()() {
    const std::uint64_t done = progress_.tokens_done();
    TrainProgress now;
    now.phase = TrainProgress::Phase::kTraining;
    now.tokens_done = done;
    now.tokens_total = total_;
    now.epochs = epochs_;
    now.epoch = std::min<std::size_t>(epochs_, 1 + done * epochs_ / total_);
    now.words_per_second = static_cast<double>(done) / watch_.Seconds();
    now.seconds_left = done == 0 ? 0 : static_cast<double>(total_ - done) / now.words_per_second;
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
  const Stopwatch watch_;
  LossSum seen_;
  double last_ = 0;
};

void RequireFinite(const TrainResult& result, const TrainOptions& options) {
  if (result.input.AllFinite() && result.output.AllFinite()) return;
  throw Error(ErrorKind::kInternal,
              fmt::format("training diverged: the vectors are no longer finite "
                          "(--alpha {} is too high for this text)",
                          options.alpha));
}

}  // namespace

TrainResult Train(const IngestOptions& ingest, const TrainOptions& options,
                  TrainObserver& observer) {
  CheckOptions(options);
  const Kernel& kernel = FindKernel(options.kernel);
  const std::size_t threads = options.deterministic ? 1 : ThreadCount(options.threads);

  const Stopwatch reading;
  TokenStore tokens(TokenBudget(ingest), ingest.tmp_dir);
  IngestedCorpus corpus = ReadCorpus(ingest, tokens, observer);
  RequireTwoWords(corpus.vocabulary);
  observer.OnVocabulary(corpus.vocabulary, corpus.prune);
  const double seconds_reading = reading.Seconds();

  const Stopwatch training;
  EmbeddingTable input(corpus.vocabulary.size(), options.dim);
  EmbeddingTable output(corpus.vocabulary.size(), options.dim);
  input.InitializeUniform(options.seed);
  const Subsampler subsampler(corpus.vocabulary.counts(), options.sample);
  const AliasTable negatives =
      AliasTable::ForCounts(corpus.vocabulary.counts(), options.ns_exponent);
  const std::uint64_t total = corpus.token_count * options.epochs;
  const LearningRate learning_rate(options.alpha, total);
  Progress progress(options.epochs);
  {
    const Monitor monitor(observer, Snapshots(progress, learning_rate, total, options.epochs));
    TrainEpochs({options, kernel, subsampler, negatives, learning_rate, input, output, progress},
                tokens, threads);
  }
  const double seconds_training = training.Seconds();

  TrainResult result{std::move(corpus.vocabulary), std::move(input), std::move(output), {}};
  result.summary = {.tokens = corpus.token_count,
                    .trained = progress.tokens_done(),
                    .lines = corpus.line_count,
                    .prune = corpus.prune,
                    .words_per_second = static_cast<double>(total) / seconds_training,
                    .seconds_reading = seconds_reading,
                    .seconds_training = seconds_training,
                    .first_loss = progress.LossOfEpoch(0).Mean(),
                    .loss = progress.LossOfEpoch(options.epochs - 1).Mean(),
                    .token_bytes_spilled = tokens.bytes_spilled(),
                    .threads = threads,
                    .kernel = std::string(kernel.name)};
  RequireFinite(result, options);
  return result;
}

}  // namespace hogvec
