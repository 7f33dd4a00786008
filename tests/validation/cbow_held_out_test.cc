// The loss of held-out text as CBOW has it, against the same in double with the same windows and
// negatives.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "sampling/windows.h"
#include "support/plain_cbow.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "validation/held_out.h"

namespace hogvec {
namespace {

using testing::PlainCbow;
using testing::PlainWindow;

constexpr std::size_t kDim = 20;

EmbeddingTable DrawTable(std::size_t rows, std::uint64_t seed) {
  Random random(seed, RandomPurpose::kTest);
  EmbeddingTable table(rows, kDim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (float& value : table.Row(ToRowId(row))) value = 2 * random.UnitFloat() - 1;
  }
  return table;
}

class CbowHeldOut : public ::testing::TestWithParam<bool> {
 protected:
  CbowHeldOut() {
    options_.architecture = Architecture::kCbow;
    options_.cbow_mean = GetParam();
    options_.dim = kDim;
    options_.sample = 0.02;
    options_.threads = 1;
    for (std::uint32_t i = 0; i < corpus_.tokens->block_count(); ++i) blocks_.push_back(i);
  }

  Corpus Read() {
    IngestOptions ingest;
    ingest.corpus = {folder_.Write("text", testing::RandomLines(600, 80, 4))};
    ingest.prune.min_count = 1;
    ingest.block_bytes = 2000;
    Alone alone;
    IngestProgress progress;
    return Ingest(ingest, alone, progress);
  }

  HeldOutLoss Score() const {
    const HeldOutModel model{input_, output_, {}, sampling_, options_};
    const HeldOutBands bands = ScoreBlocks(model, *corpus_.tokens, blocks_);
    return LossOf(bands, corpus_.vocabulary.size(), corpus_.identity.tokens);
  }

  // The sum of the losses of a block's windows, and how many have a context word.
  LossSum PlainLossOf(std::uint32_t block) const {
    const PlainCbow model(input_, output_, options_);
    Random random(options_.seed, RandomPurpose::kHeldOut, block);
    std::vector<WordId> buffer;
    WindowList windows;
    windows.Sample(corpus_.tokens->Block(block, buffer), sampling_.subsampler,
                   {options_.window, options_.shrink_windows}, random);
    LossSum sum;
    for (std::size_t centre = 0; centre < windows.size(); ++centre) {
      PlainWindow window{windows.Word(centre)};
      for (std::size_t at = windows[centre].begin; at < windows[centre].end; ++at) {
        if (at != centre) window.context.push_back(windows.Word(at));
      }
      std::vector<WordId> negatives(options_.negative);
      for (WordId& negative : negatives) negative = sampling_.negatives.Draw(random);
      sum.Add({model.LossOf({&window, 1}, negatives, 1), window.context.empty() ? 0u : 1u});
    }
    return sum;
  }

  testing::TempFolder folder_;
  Corpus corpus_ = Read();
  TrainOptions options_;
  Sampling sampling_{corpus_.vocabulary.counts(), 0.02, 0.75};
  EmbeddingTable input_ = DrawTable(corpus_.vocabulary.size(), 1);
  EmbeddingTable output_ = DrawTable(corpus_.vocabulary.size(), 2);
  std::vector<std::uint32_t> blocks_;
};

INSTANTIATE_TEST_SUITE_P(Of, CbowHeldOut, ::testing::Bool(),
                         [](const auto& mean) { return mean.param ? "mean" : "sum"; });

TEST_P(CbowHeldOut, IsTheLossOfEachWindowThatHasAContext) {
  LossSum exact;
  for (const std::uint32_t block : blocks_) exact.Add(PlainLossOf(block));
  const HeldOutLoss loss = Score();
  EXPECT_EQ(loss.pairs, exact.pairs);
  EXPECT_NEAR(loss.loss, exact.Mean(), 1e-5 * exact.Mean());
  EXPECT_LT(loss.pairs, loss.tokens) << "some words are alone in their lines";
}

TEST_P(CbowHeldOut, IsTheSameForAnyNumberOfThreads) {
  ASSERT_GT(blocks_.size(), 3u);
  const HeldOutLoss one = Score();
  for (const std::size_t threads : {2u, 3u, 8u}) {
    options_.threads = threads;
    const HeldOutLoss many = Score();
    EXPECT_EQ(many.loss, one.loss);
    EXPECT_EQ(many.pairs, one.pairs);
  }
}

// A window of one word has no other mean than that word: what skip-gram predicts, CBOW does.
TEST_P(CbowHeldOut, IsThatOfSkipGramWhereEachContextIsOneWord) {
  IngestOptions ingest;
  ingest.corpus = {folder_.Write("pairs", "a b\nc a\nb d\na a\nd c\n")};
  ingest.prune.min_count = 1;
  Alone alone;
  IngestProgress progress;
  const Corpus pairs = Ingest(ingest, alone, progress);
  const Sampling all(pairs.vocabulary.counts(), 0, 0.75);
  const std::vector<std::uint32_t> first{0};
  const HeldOutModel model{input_, output_, {}, all, options_};
  const auto score = [&] {
    return LossOf(ScoreBlocks(model, *pairs.tokens, first), pairs.vocabulary.size(), 10);
  };
  const HeldOutLoss cbow = score();
  options_.architecture = Architecture::kSkipGram;
  const HeldOutLoss skip_gram = score();
  EXPECT_EQ(cbow.pairs, 10u);
  EXPECT_EQ(cbow.pairs, skip_gram.pairs);
  EXPECT_NEAR(cbow.loss, skip_gram.loss, 1e-6);
}

}  // namespace
}  // namespace hogvec
