#include "validation/held_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>
#include <vector>

#include "base/aligned_floats.h"
#include "base/random.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "ingest/ingest.h"
#include "kernel/kernel.h"
#include "replicas/alone.h"
#include "sampling/windows.h"

namespace hogvec {
namespace {

// The sum of -log s(x) over some x, taken as the logarithm of the product of all s(x): one for a
// whole window instead of dozens. The values turn into s(x).
double NegativeLogSigmoids(SigmoidFunction sigmoid, std::span<float> values) {
  constexpr float kLarge = 80;  // e^-80 is a float still, and s(x) = e^x to all its digits
  double sum = 0, product = 1;
  for (float& value : values) {
    if (value >= -kLarge) continue;
    sum -= value;
    value = kLarge;
  }
  sigmoid(values);
  for (const float value : values) {
    product *= value;
    if (product > 1e-200) continue;
    sum -= std::log(product);
    product = 1;
  }
  return sum - std::log(product);
}

// Windows whose negatives are drawn at once, so that the draws' cache misses overlap, and how many
// windows ahead of use the negatives' rows are fetched.
constexpr std::size_t kSliceWindows = 64;
constexpr std::size_t kWindowsAhead = 2;

// Returns the randomness that is left for the negatives.
Random SampleWindows(const TrainOptions& options, const Subsampler& subsampler,
                     std::span<const WordId> ids, std::size_t block, WindowList& windows) {
  Random random(options.seed, RandomPurpose::kHeldOut, block);
  windows.Sample(ids, subsampler, {options.window, options.shrink_windows}, random);
  return random;
}

// Scores blocks, one at a time.
class Scorer {
 public:
  explicit Scorer(const HeldOutModel& model)
      : model_(model), kernel_(FindKernel(model.options.kernel)), mean_(model.input.stride()) {}

  HeldOutBands ScoreBlock(std::span<const WordId> ids, std::size_t block) {
    Random random = SampleWindows(model_.options, model_.sampling.subsampler, ids, block, windows_);
    const std::size_t words = model_.rows.empty() ? model_.input.rows() : model_.rows.size();
    HeldOutBands bands;
    for (std::size_t begin = 0; begin < windows_.size(); begin += kSliceWindows) {
      const std::size_t end = std::min(begin + kSliceWindows, windows_.size());
      DrawNegatives(begin, end, random);
      for (std::size_t centre = begin; centre < end; ++centre) {
        LossSum& band = bands[ToIndex(windows_.Word(centre)) * bands.size() / words];
        const std::size_t at = centre - begin;
        Fetch(NegativesOf(at + kWindowsAhead));
        band.Add(LossOfWindow(centre, NegativesOf(at)));
      }
    }
    return bands;
  }

 private:
  // For each window of a centre word in [begin, end).
  void DrawNegatives(std::size_t begin, std::size_t end, Random& random) {
    negatives_.resize((end - begin) * model_.options.negative);
    Random local = random;
    for (WordId& negative : negatives_) negative = model_.sampling.negatives.Draw(local);
    random = local;
  }

  // Those of the slice's window `at`; none after its last one.
  std::span<const WordId> NegativesOf(std::size_t at) const {
    const std::size_t first = at * model_.options.negative;
    if (first >= negatives_.size()) return {};
    return std::span(negatives_).subspan(first, model_.options.negative);
  }

  void Fetch(std::span<const WordId> negatives) const {
    constexpr std::size_t kLine = EmbeddingTable::kRowAlignment / sizeof(float);
    for (const WordId negative : negatives) {
      const float* const row = model_.output.Address(RowOf(negative));
      for (std::size_t k = 0; k < model_.output.dim(); k += kLine) __builtin_prefetch(row + k);
    }
  }

  // For each input its dot with the centre word, and minus those with the negatives.
  LossSum LossOfWindow(std::size_t centre, std::span<const WordId> negatives) {
    GatherInputs(centre);
    if (IsCbow(model_.options) && !inputs_.empty()) TakeMean();
    GatherOutputs(windows_.Word(centre), negatives);
    signed_dots_.resize(inputs_.size() * outputs_.size());
    kernel_.dots(inputs_, outputs_, model_.output.dim(), signed_dots_.data());
    for (std::size_t i = 0; i < signed_dots_.size(); i += outputs_.size()) {
      for (std::size_t j = 1; j < outputs_.size(); ++j) signed_dots_[i + j] = -signed_dots_[i + j];
    }
    return {NegativeLogSigmoids(kernel_.sigmoid, signed_dots_), inputs_.size()};
  }

  // One input in the place of all, as model/context_means.h has it.
  void TakeMean() {
    std::fill_n(mean_.data(), model_.input.dim(), 0.0f);
    for (const float* const input : inputs_) {
      for (std::size_t k = 0; k < model_.input.dim(); ++k) mean_[k] += input[k];
    }
    const float scale = model_.options.cbow_mean ? 1 / static_cast<float>(inputs_.size()) : 1.0f;
    for (std::size_t k = 0; k < model_.input.dim(); ++k) mean_[k] *= scale;
    inputs_.assign(1, mean_.data());
  }

  void GatherInputs(std::size_t centre) {
    const Window window = windows_[centre];
    inputs_.clear();
    for (std::size_t at = window.begin; at < window.end; ++at) {
      if (!window.HasContext(at, centre)) continue;
      inputs_.push_back(model_.input.Address(RowOf(windows_.Word(at))));
    }
  }

  // The centre word's row, then the negatives'. One that is the centre word itself says nothing.
  void GatherOutputs(WordId centre, std::span<const WordId> negatives) {
    outputs_.assign(1, model_.output.Address(RowOf(centre)));
    for (const WordId negative : negatives) {
      if (negative != centre) outputs_.push_back(model_.output.Address(RowOf(negative)));
    }
  }

  RowId RowOf(WordId word) const {
    return model_.rows.empty() ? hogvec::RowOf(word) : model_.rows[ToIndex(word)];
  }

  const HeldOutModel model_;
  const Kernel& kernel_;
  WindowList windows_;
  std::vector<WordId> negatives_;  // of the slice in hand, window after window
  // Of the window in hand:
  std::vector<const float*> inputs_;
  std::vector<const float*> outputs_;
  std::vector<float> signed_dots_;
  AlignedFloats mean_;
};

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

bool HavePairs(const TrainOptions& options, const Subsampler& subsampler, const TokenStore& tokens,
               std::span<const std::uint32_t> blocks) {
  WindowList windows;
  std::vector<WordId> buffer;
  return std::ranges::any_of(blocks, [&](std::uint32_t block) {
    SampleWindows(options, subsampler, tokens.Block(block, buffer), block, windows);
    return windows.pairs() > 0;
  });
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
  const Vocabulary vocabulary(model.words, model.counts);
  IngestProgress ignored;
  Alone alone;
  const EncodedText encoded = Encode(text, vocabulary, alone, ignored);
  std::vector<RowId> rows;  // of the model, by the vocabulary's ids
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    rows.push_back(RowOf(*model.words.Find(vocabulary.Word(ToWordId(i)))));
  }
  const Sampling sampling(vocabulary.counts(), options.sample, options.ns_exponent);
  const HeldOutBands bands = ScoreBlocks({model.table, model.output, rows, sampling, options},
                                         encoded.tokens, encoded.blocks);
  return LossOf(bands, rows.size(), encoded.identity.tokens);
}

}  // namespace hogvec
