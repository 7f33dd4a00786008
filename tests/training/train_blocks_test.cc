// Every token is trained exactly once per epoch: a kernel that counts instead of learning sees each
// centre word as often as the text has it.
#include "training/train_blocks.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <numeric>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/workers.h"
#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "training/block_dealer.h"

namespace hogvec {
namespace {

std::atomic<std::uint64_t> steps, pairs;
std::vector<std::atomic<std::uint64_t>> centres;
const float* first_output = nullptr;
std::size_t output_stride = 1;

// A centre word is an output that some input is taught as a positive sample.
void CountStep(const StepBatch& batch, StepScratch&) noexcept {
  ++steps;
  for (std::size_t j = 0; j < std::min<std::size_t>(2, batch.outputs.size()); ++j) {
    std::uint64_t taught = 0;
    for (const WindowSet set : batch.windows) taught += batch.targets.labels[set][j] > 0 ? 1 : 0;
    pairs += taught;
    const auto row = static_cast<std::size_t>(batch.outputs[j] - first_output) / output_stride;
    centres[row] += taught > 0 ? 1 : 0;
  }
}

std::vector<std::uint32_t> FirstBlocks(std::size_t count) {
  std::vector<std::uint32_t> blocks(count);
  std::iota(blocks.begin(), blocks.end(), 0u);
  return blocks;
}

// The next deal, of the next epoch too.
std::optional<Deal> NextOfAny(BlockDealer& dealer) {
  if (dealer.EpochDealt()) dealer.NextEpoch();
  return dealer.Next();
}

struct Outcome {
  std::uint64_t tokens_done = 0, steps = 0, pairs = 0;
  std::vector<std::uint64_t> centres;
  std::vector<std::uint64_t> counts;  // of the text
};

Outcome TrainCounting(const std::filesystem::path& text, const TrainOptions& options,
                      std::size_t block_bytes,
                      std::chrono::microseconds pause_after = std::chrono::hours(1)) {
  IngestOptions ingest;
  ingest.corpus = {text};
  ingest.prune.min_count = 1;
  ingest.block_bytes = block_bytes;
  Alone alone;
  IngestProgress reading;
  const Corpus corpus = Ingest(ingest, alone, reading);
  const TokenStore& tokens = *corpus.tokens;
  const std::size_t words = corpus.vocabulary.size();
  InputLayer input(EmbeddingTable(words, 4));
  EmbeddingTable output(words, 4);
  first_output = output.Address(WordId{0});
  output_stride = output.stride();
  centres = std::vector<std::atomic<std::uint64_t>>(words);
  steps = pairs = 0;
  const Kernel kernel{"count", CountStep, nullptr, nullptr};
  const Subsampler subsampler(corpus.vocabulary.counts(), options.sample);
  const AliasTable negatives = AliasTable::ForCounts(corpus.vocabulary.counts(), 0.75);
  const LearningRate rate(0.05, corpus.identity.tokens * options.epochs);
  Progress progress(0, std::vector<LossSum>(options.epochs), HopelessLoss(5));
  const SharedTraining shared{options, kernel, subsampler, negatives,
                              rate,    input,  output,     progress};
  BlockDealer dealer(FirstBlocks(tokens.block_count()), options.epochs, options.seed);
  while (!dealer.InLastEpoch() || !dealer.EpochDealt()) {
    const PauseCondition pause({}, PauseCondition::Clock::now() + pause_after, progress);
    TrainBlocks(shared, tokens, options.threads, dealer, pause);
    if (dealer.EpochDealt()) dealer.NextEpoch();
  }
  return {progress.tokens_done(),
          steps,
          pairs,
          {centres.begin(), centres.end()},
          {corpus.vocabulary.counts().begin(), corpus.vocabulary.counts().end()}};
}

TrainOptions EveryToken(std::size_t threads, std::size_t epochs) {
  TrainOptions options;
  options.sample = 0;
  options.threads = threads;
  options.epochs = epochs;
  return options;
}

TEST(TrainBlocks, TrainEveryTokenOnceForAnyWorkersAndBlocks) {
  const testing::TempFolder folder;
  // Two words a line at least, so that every token has a context.
  std::string text;
  for (int line = 0; line < 400; ++line) {
    for (int i = 0; i <= 1 + line % 5; ++i) text += fmt::format("w{} ", (line * 7 + i) % 50);
    text += line == 399 ? "" : "\n";
  }
  const auto path = folder.Write("text", text);
  for (std::size_t threads = 1; threads <= 8; ++threads) {
    for (const std::size_t block : {64, 1000, 1'000'000}) {
      TrainOptions options = EveryToken(threads, 3);
      options.sharing = threads % 2 == 0 ? NegativeSharing::kWindow : NegativeSharing::kTwoWindows;
      const auto pause_after = std::chrono::microseconds(threads % 3 == 0 ? 20 : 1'000'000'000);
      const Outcome outcome = TrainCounting(path, options, block, pause_after);
      for (std::size_t word = 0; word < outcome.counts.size(); ++word) {
        EXPECT_EQ(outcome.centres[word], 3 * outcome.counts[word]) << threads << " x " << block;
      }
    }
  }
}

TEST(TrainBlocks, CountEveryTokenAsProgressWithSubsamplingToo) {
  const testing::TempFolder folder;
  const auto path = folder.Write("text", testing::RandomLines(2000, 30, 5));
  for (const std::size_t threads : {1, 3, 8}) {
    TrainOptions options = EveryToken(threads, 2);
    options.sample = 1e-3;
    const Outcome outcome = TrainCounting(path, options, 500);
    std::uint64_t tokens = 0;
    for (const std::uint64_t count : outcome.counts) tokens += count;
    EXPECT_EQ(outcome.tokens_done, 2 * tokens);
    EXPECT_LT(outcome.steps, tokens);
  }
}

TEST(TrainBlocks, TakeOneStepPerDrawOfNegatives) {
  const testing::TempFolder folder;
  const auto path = folder.Write("text", "a b c\nd e\n");
  const auto train = [&](NegativeSharing sharing) {
    TrainOptions options = EveryToken(1, 1);
    options.sharing = sharing;
    return TrainCounting(path, options, 100);
  };
  const Outcome two = train(NegativeSharing::kTwoWindows);
  const Outcome one = train(NegativeSharing::kWindow);
  const Outcome none = train(NegativeSharing::kNone);
  EXPECT_EQ(two.steps, 3u);
  EXPECT_EQ(one.steps, 5u);
  EXPECT_EQ(none.steps, one.pairs);
  EXPECT_EQ(two.pairs, one.pairs);
}

TEST(BlockDealer, DealsEveryBlockOncePerEpochToAnyNumberOfWorkers) {
  for (const std::size_t workers : {1, 2, 5, 8}) {
    BlockDealer dealer(FirstBlocks(37), 4, 1);
    std::vector<std::atomic<int>> dealt(4 * 37);
    for (int epoch = 0; epoch < 4; ++epoch, dealer.NextEpoch()) {
      RunWorkers(workers, [&](std::size_t) {
        while (const auto deal = dealer.Next()) ++dealt[deal->epoch * 37 + deal->block];
      });
    }
    EXPECT_TRUE(std::ranges::all_of(dealt, [](const auto& times) { return times == 1; }));
  }
}

TEST(BlockDealer, ShufflesBySeedAndEpoch) {
  const auto order = [](std::uint64_t seed) {
    BlockDealer dealer(FirstBlocks(20), 2, seed);
    std::vector<std::size_t> blocks;
    while (const auto deal = NextOfAny(dealer)) blocks.push_back(deal->block);
    return blocks;
  };
  EXPECT_EQ(order(1), order(1));
  EXPECT_NE(order(1), order(2));
  const auto blocks = order(1);
  EXPECT_FALSE(std::equal(blocks.begin(), blocks.begin() + 20, blocks.begin() + 20));
}

TEST(BlockDealer, DealsNoBlockButThoseThatItIsGiven) {
  BlockDealer dealer({3, 8, 5}, 2, 1);
  for (int epoch = 0; epoch < 2; ++epoch, dealer.NextEpoch()) {
    std::vector<std::size_t> blocks;
    while (const auto deal = dealer.Next()) blocks.push_back(deal->block);
    EXPECT_TRUE(dealer.EpochDealt());
    EXPECT_THAT(blocks, ::testing::UnorderedElementsAre(3, 5, 8));
  }
}

TEST(BlockDealer, GoesOnWhereAnotherStopped) {
  const auto deals_from = [](DealPosition start, std::size_t most) {
    BlockDealer dealer(FirstBlocks(7), 3, 5, start);
    std::vector<std::size_t> deals;
    while (deals.size() < most) {
      const auto deal = NextOfAny(dealer);
      if (!deal) break;
      deals.push_back(deal->epoch * 7 + deal->block);
    }
    return std::pair(deals, dealer.position());
  };
  const auto all = deals_from({}, 1000).first;
  ASSERT_EQ(all.size(), 21u);
  for (std::size_t cut = 0; cut <= 21; ++cut) {
    auto [deals, position] = deals_from({}, cut);
    const auto rest = deals_from(position, 1000).first;
    deals.insert(deals.end(), rest.begin(), rest.end());
    EXPECT_EQ(deals, all) << cut;
  }
}

TEST(BlockDealer, KnowsWhenAllIsDealt) {
  BlockDealer dealer(FirstBlocks(2), 2, 1);
  for (int deal = 0; deal < 4; ++deal) {
    EXPECT_FALSE(dealer.InLastEpoch() && dealer.EpochDealt());
    NextOfAny(dealer);
  }
  EXPECT_TRUE(dealer.InLastEpoch() && dealer.EpochDealt());
  dealer.NextEpoch();
  EXPECT_FALSE(dealer.Next()) << "there is no epoch behind the last";
}

TEST(Progress, HasDivergedOnceTheLossOfABlockIsHopeless) {
  const auto diverged_by = [](LossSum block) {
    Progress progress(0, {{}}, HopelessLoss(5));
    progress.AddLoss(0, block);
    progress.AddLoss(0, {0, 1000});
    return progress.diverged();
  };
  EXPECT_FALSE(diverged_by({})) << "a block may be without pairs";
  EXPECT_FALSE(diverged_by({10 * 4.16, 1})) << "a start can be as rough as this, and end well";
  EXPECT_TRUE(diverged_by({1000 * 4.16, 1}));
  EXPECT_FALSE(diverged_by({1000 * 4.16, 1000}));
  EXPECT_TRUE(diverged_by({std::numeric_limits<double>::infinity(), 1}));
  EXPECT_TRUE(diverged_by({std::numeric_limits<double>::quiet_NaN(), 1}));
}

TEST(PauseCondition, IsDueWhenAskedForOrDivergedOrOver) {
  const auto later = PauseCondition::Clock::now() + std::chrono::hours(1);
  Progress fine(0, {{}}, 10), diverged(0, {{}}, 10);
  diverged.AddLoss(0, {10, 1});
  std::stop_source source;
  const PauseCondition pause(source.get_token(), later, fine);
  EXPECT_FALSE(pause.IsDue());
  source.request_stop();
  EXPECT_TRUE(pause.IsDue());
  EXPECT_TRUE(PauseCondition({}, later, diverged).IsDue());
  EXPECT_TRUE(PauseCondition({}, PauseCondition::Clock::now(), fine).IsDue());
}

TEST(PauseCondition, IsDueWhenThisProcessHasTrainedSoManyTokens) {
  Progress progress(1000, {{}}, 10);
  const PauseCondition pause({}, PauseCondition::Clock::time_point::max(), progress, 30);
  progress.AddTokens(29);
  EXPECT_FALSE(pause.IsDue());
  progress.AddTokens(1);
  EXPECT_TRUE(pause.IsDue());
}

TEST(BlockDealer, DealsNothingOnceStopped) {
  BlockDealer dealer(FirstBlocks(5), 3, 1);
  EXPECT_TRUE(dealer.Next());
  dealer.Stop();
  EXPECT_FALSE(dealer.Next());
}

// As a rank has that is left without text: it goes from epoch to epoch with the others.
TEST(BlockDealer, HasNothingToDealOfNothing) {
  BlockDealer dealer({}, 2, 1);
  EXPECT_FALSE(dealer.Next());
  EXPECT_TRUE(dealer.EpochDealt());
  EXPECT_FALSE(dealer.InLastEpoch());
  dealer.NextEpoch();
  EXPECT_TRUE(dealer.InLastEpoch());
}

TEST(BlockDealer, LeavesOutWhatAnyOtherHasDealt) {
  BlockDealer dealer({1, 3, 5, 7}, 2, 1, {0, {7, 2, 3}});
  std::vector<std::size_t> blocks;
  while (const auto deal = dealer.Next()) blocks.push_back(deal->block);
  EXPECT_THAT(blocks, ::testing::UnorderedElementsAre(1, 5));
  EXPECT_THAT(dealer.position().dealt, ::testing::UnorderedElementsAre(1, 2, 3, 5, 7));
  dealer.NextEpoch();
  EXPECT_THAT(dealer.Left(), ::testing::UnorderedElementsAre(1, 3, 5, 7));
}

}  // namespace
}  // namespace hogvec
