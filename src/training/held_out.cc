#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <utility>

#include "base/random.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "hogvec/train.h"
#include "sampling/alias_table.h"
#include "sampling/subsampler.h"
#include "sampling/windows.h"
#include "tokens/token_store.h"
#include "training/ingest.h"
#include "training/progress.h"

namespace hogvec {
namespace {

constexpr std::size_t kBands = 10;

using Bands = std::array<LossSum, kBands>;

// -log s(x) = log(1 + e^-x), without overflow.
double NegativeLogSigmoid(double x) {
  return std::log1p(std::exp(-std::abs(x))) + std::max(-x, 0.0);
}

double Dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += double{a[k]} * b[k];
  return sum;
}

Vocabulary VocabularyOf(const WordVectors& model) {
  std::vector<std::pair<std::string_view, std::uint64_t>> counted;
  for (std::size_t i = 0; i < model.words.size(); ++i) {
    counted.emplace_back(model.words[ToWordId(i)], model.counts[i]);
  }
  return Vocabulary(std::move(counted));
}

void RequireWholeModel(const WordVectors& model) {
  if (model.output.rows() == model.table.rows() && !model.counts.empty()) return;
  throw Error(
      ErrorKind::kMalformed,
      "the loss needs output rows and counts; a .safetensors file that 'hogvec train' wrote "
      "has them");
}

// Scores blocks of held-out text.
class Scorer {
 public:
  Scorer(const WordVectors& model, const Vocabulary& vocabulary, const TrainOptions& options)
      : model_(model),
        options_(options),
        subsampler_(vocabulary.counts(), options.sample),
        negatives_(AliasTable::ForCounts(vocabulary.counts(), options.ns_exponent)) {
    for (std::size_t i = 0; i < vocabulary.size(); ++i) {
      rows_.push_back(*model.words.Find(vocabulary.Word(ToWordId(i))));
    }
  }

  Bands ScoreBlock(std::span<const WordId> ids, std::size_t block) const {
    Random random(options_.seed, RandomPurpose::kHeldOut, block);
    WindowList windows;
    windows.Sample(ids, subsampler_, options_.window, random);
    Bands bands;
    for (std::size_t centre = 0; centre < windows.size(); ++centre) {
      const Window window = windows[centre];
      const std::size_t band = ToIndex(windows.Word(centre)) * kBands / rows_.size();
      for (std::size_t at = window.begin; at < window.end; ++at) {
        if (!window.HasContext(at, centre)) continue;
        bands[band].Add({LossOf(windows.Word(at), windows.Word(centre), random), 1});
      }
    }
    return bands;
  }

 private:
  // Of a context word and a centre word, against fresh negatives.
  double LossOf(WordId context, WordId centre, Random& random) const {
    const auto input = model_.table.Row(rows_[ToIndex(context)]);
    double loss = NegativeLogSigmoid(Dot(input, OutputOf(centre)));
    for (std::size_t i = 0; i < options_.negative; ++i) {
      const WordId negative = negatives_.Draw(random);
      if (negative != centre) loss += NegativeLogSigmoid(-Dot(input, OutputOf(negative)));
    }
    return loss;
  }

  std::span<const float> OutputOf(WordId word) const {
    return model_.output.Row(rows_[ToIndex(word)]);
  }

  const WordVectors& model_;
  const TrainOptions& options_;
  const Subsampler subsampler_;
  const AliasTable negatives_;
  std::vector<WordId> rows_;  // of the model, by the vocabulary's ids
};

}  // namespace

HeldOutLoss ScoreHeldOut(const WordVectors& model, const IngestOptions& text,
                         const TrainOptions& options) {
  CheckOptions(options);
  RequireWholeModel(model);
  IngestProgress ignored;
  TokenStore tokens(std::uint64_t{1} << 40, "");
  const IngestedCorpus corpus = IngestKnown(text, VocabularyOf(model), tokens, ignored);
  const Scorer scorer(model, corpus.vocabulary, options);
  std::vector<Bands> blocks(tokens.block_count());
  std::atomic<std::size_t> next = 0;
  RunWorkers(ThreadCount(options.threads), [&](std::size_t) {
    std::vector<WordId> buffer;
    for (std::size_t block = next++; block < blocks.size(); block = next++) {
      blocks[block] = scorer.ScoreBlock(tokens.Block(block, buffer), block);
    }
  });
  // In the blocks' order, so that the sum does not depend on who scored which.
  Bands sums;
  LossSum all;
  for (const Bands& block : blocks) {
    for (std::size_t band = 0; band < kBands; ++band) {
      sums[band].Add(block[band]);
      all.Add(block[band]);
    }
  }
  HeldOutLoss loss{.loss = all.Mean(), .pairs = all.pairs, .tokens = corpus.identity.tokens};
  const std::size_t words = corpus.vocabulary.size();
  for (std::size_t band = 0; band < kBands; ++band) {
    loss.bands.push_back(
        {words * band / kBands, words * (band + 1) / kBands, sums[band].Mean(), sums[band].pairs});
  }
  return loss;
}

}  // namespace hogvec
