#include "training/held_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "sampling/windows.h"
#include "training/ingest.h"
#include "training/needs.h"

namespace hogvec {
namespace {

// A sum of -log s(x) = log(1 + e^-x), taken as the logarithm of their product: one for a whole
// window instead of dozens.
class NegativeLogSigmoids {
 public:
  void Add(double x) {
    constexpr double kLarge = 300;  // e^300 times e^300 is still a double
    if (x < -kLarge) {
      sum_ -= x;  // to all its digits
      return;
    }
    product_ *= 1 + std::exp(-x);
    if (product_ > 1e150) Reduce();
  }

  double Total() {
    Reduce();
    return sum_;
  }

 private:
  void Reduce() {
    sum_ += std::log(product_);
    product_ = 1;
  }

  double sum_ = 0;
  double product_ = 1;
};

// Scores blocks, one at a time.
class Scorer {
 public:
  explicit Scorer(const HeldOutModel& model)
      : model_(model), dot_(FindKernel(model.options.kernel).dot_rows) {}

  HeldOutBands ScoreBlock(std::span<const WordId> ids, std::size_t block) {
    Random random(model_.options.seed, RandomPurpose::kHeldOut, block);
    windows_.Sample(ids, model_.subsampler, model_.options.window, random);
    const std::size_t words = model_.rows.empty() ? model_.input.rows() : model_.rows.size();
    HeldOutBands bands;
    for (std::size_t centre = 0; centre < windows_.size(); ++centre) {
      const Window window = windows_[centre];
      LossSum& band = bands[ToIndex(windows_.Word(centre)) * bands.size() / words];
      NegativeLogSigmoids losses;
      DrawNegatives(window.context_count(), random);
      std::span<const WordId> negatives = negatives_;
      for (std::size_t at = window.begin; at < window.end; ++at) {
        if (!window.HasContext(at, centre)) continue;
        const auto own = negatives.first(model_.options.negative);
        AddPair(windows_.Word(at), windows_.Word(centre), own, losses);
        negatives = negatives.subspan(own.size());
      }
      band.Add({losses.Total(), window.context_count()});
    }
    return bands;
  }

 private:
  // Fresh ones for each pair of a window. Their rows are fetched while the first ones are scored.
  void DrawNegatives(std::size_t pairs, Random& random) {
    negatives_.resize(pairs * model_.options.negative);
    for (WordId& negative : negatives_) {
      negative = model_.negatives.Draw(random);
      const float* const row = model_.output.Address(RowOf(negative));
      constexpr std::size_t kLine = EmbeddingTable::kRowAlignment / sizeof(float);
      for (std::size_t k = 0; k < model_.output.dim(); k += kLine) __builtin_prefetch(row + k);
    }
  }

  void AddPair(WordId context, WordId centre, std::span<const WordId> negatives,
               NegativeLogSigmoids& losses) const {
    losses.Add(Dot(context, centre));
    for (const WordId negative : negatives) {
      if (negative != centre) losses.Add(-Dot(context, negative));
    }
  }

  float Dot(WordId context, WordId target) const {
    float dot = 0;
    dot_(model_.input.Address(RowOf(context)), model_.output.Address(RowOf(target)),
         model_.output.stride(), model_.output.dim(), {&dot, 1});
    return dot;
  }

  WordId RowOf(WordId word) const {
    return model_.rows.empty() ? word : model_.rows[ToIndex(word)];
  }

  const HeldOutModel model_;
  const DotRowsFunction dot_;
  WindowList windows_;
  std::vector<WordId> negatives_;  // of the window in hand
};

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

}  // namespace

HeldOutBands ScoreBlocks(const HeldOutModel& model, const TokenStore& tokens,
                         std::span<const std::uint32_t> blocks) {
  std::vector<HeldOutBands> scores(blocks.size());
  std::atomic<std::size_t> next = 0;
  RunWorkers(ThreadCount(model.options.threads), [&](std::size_t) {
    Scorer scorer(model);
    std::vector<WordId> buffer;
    for (std::size_t i = next++; i < blocks.size(); i = next++) {
      scores[i] = scorer.ScoreBlock(tokens.Block(blocks[i], buffer), blocks[i]);
    }
  });
  // In the blocks' order, so that the sum does not depend on who scored which.
  HeldOutBands sums;
  for (const HeldOutBands& score : scores) {
    for (std::size_t band = 0; band < sums.size(); ++band) sums[band].Add(score[band]);
  }
  return sums;
}

HeldOutLoss LossOf(const HeldOutBands& bands, std::size_t words, std::uint64_t tokens) {
  LossSum all;
  HeldOutLoss loss{.tokens = tokens};
  for (std::size_t band = 0; band < bands.size(); ++band) {
    all.Add(bands[band]);
    loss.bands.push_back({words * band / bands.size(), words * (band + 1) / bands.size(),
                          bands[band].Mean(), bands[band].pairs});
  }
  loss.loss = all.Mean();
  loss.pairs = all.pairs;
  return loss;
}

HeldOutLoss ScoreHeldOut(const WordVectors& model, const IngestOptions& text,
                         const TrainOptions& options) {
  CheckOptions(options);
  RequireWholeModel(model);
  IngestProgress ignored;
  TokenStore tokens(TokenBudget(text), text.tmp_dir);
  const IngestedCorpus corpus = IngestKnown(text, VocabularyOf(model), tokens, ignored);
  std::vector<WordId> rows;  // of the model, by the vocabulary's ids
  for (std::size_t i = 0; i < corpus.vocabulary.size(); ++i) {
    rows.push_back(*model.words.Find(corpus.vocabulary.Word(ToWordId(i))));
  }
  const Subsampler subsampler(corpus.vocabulary.counts(), options.sample);
  const AliasTable negatives =
      AliasTable::ForCounts(corpus.vocabulary.counts(), options.ns_exponent);
  std::vector<std::uint32_t> blocks(tokens.block_count());
  std::iota(blocks.begin(), blocks.end(), 0u);
  const HeldOutBands bands = ScoreBlocks(
      {model.table, model.output, rows, subsampler, negatives, options}, tokens, blocks);
  return LossOf(bands, rows.size(), corpus.identity.tokens);
}

}  // namespace hogvec
