// What several ranks come to that train one model, through Train().
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/loss.h"
#include "replicas/alone.h"
#include "support/ranks.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using testing::LinesOf;
using testing::RankRun;
using testing::RowsOf;
using ::testing::SizeIs;
using testing::TempFolder;
using testing::TopicLines;
using testing::TrainApart;
using testing::TrainQuietly;

// What a summary says but for times.
std::string NumbersOf(const TrainSummary& summary) {
  std::string numbers = fmt::format(
      "{} tokens, {} held out, {} trained, {} lines, {} dropped, losses {} {}, epochs {} {}",
      summary.tokens, summary.held_out, summary.trained, summary.lines, summary.prune.dropped_words,
      summary.first_loss, summary.loss, summary.epochs, summary.kept_epoch);
  for (const HeldOutLoss& loss : summary.validation) numbers += fmt::format(", {}", loss.loss);
  for (const RankSummary& rank : summary.ranks) {
    numbers += fmt::format("; {} tokens, loss {}, {} meetings, {} rows, {} bytes", rank.tokens,
                           rank.loss, rank.meetings, rank.rows_merged, rank.bytes_sent);
  }
  return numbers;
}

// All that all ranks must have in common.
void ExpectSame(const TrainResult& a, const TrainResult& b) {
  EXPECT_EQ(RowsOf(a.input), RowsOf(b.input));
  EXPECT_EQ(RowsOf(a.output), RowsOf(b.output));
  EXPECT_EQ(LinesOf(a.vocabulary), LinesOf(b.vocabulary));
  EXPECT_EQ(NumbersOf(a.summary), NumbersOf(b.summary));
}

// They are the same on all ranks, and every token was trained once in each epoch.
void ExpectWhole(const std::vector<TrainResult>& results) {
  const TrainSummary& summary = results[0].summary;
  for (const TrainResult& result : results) ExpectSame(result, results[0]);
  EXPECT_EQ(summary.trained, (summary.tokens - summary.held_out) * summary.epochs);
  ASSERT_THAT(summary.ranks, SizeIs(results.size()));
  std::uint64_t tokens = 0;
  for (const RankSummary& rank : summary.ranks) tokens += rank.tokens;
  EXPECT_EQ(tokens, summary.trained);
}

class Replicated : public ::testing::Test {
 protected:
  Replicated() {
    options_.dim = 16;
    options_.epochs = 3;
    options_.threads = 1;
    ingest_.block_bytes = 3000;
    ingest_.threads = 1;
    ReadTokens(60'000);
  }

  void ReadTokens(std::size_t tokens) {
    ingest_.corpus = {folder_.Write("corpus", TopicLines(tokens, 10, 1))};
  }

  std::vector<RankRun> Runs(std::size_t ranks) const {
    return std::vector(ranks, RankRun{ingest_, options_, control_});
  }
  std::vector<TrainResult> Trained(std::size_t ranks) const { return TrainApart(Runs(ranks)); }

  TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
  RunControl control_;
};

TEST_F(Replicated, OnOneRankIsAsWithoutReplicas) {
  const TrainResult without = TrainQuietly(ingest_.corpus[0], options_, ingest_);
  ExpectSame(Trained(1)[0], without);
  Alone alone;
  TrainObserver silent;
  control_.replicas = &alone;
  ExpectSame(Train(ingest_, options_, silent, control_), without);
}

TEST_F(Replicated, IsTheSameByteForByteInEveryRunAndOnAllRanks) {
  for (const std::size_t ranks : {2, 4}) {
    const std::vector<TrainResult> first = Trained(ranks), second = Trained(ranks);
    ExpectWhole(first);
    ExpectSame(first[0], second[0]);
    EXPECT_GT(first[0].summary.ranks[0].meetings, 4u);
    EXPECT_LT(first[0].summary.loss, first[0].summary.first_loss);
    for (const float number : RowsOf(first[0].input)) ASSERT_TRUE(std::isfinite(number));
  }
}

TEST_F(Replicated, LearnsAsCbowWhatOneLearns) {
  ReadTokens(400'000);
  options_.architecture = Architecture::kCbow;
  options_.validation.text = {folder_.Write("held-out", TopicLines(20'000, 10, 2))};
  const double one = Trained(1)[0].summary.validation.back().loss;
  EXPECT_LT(one, 0.8 * ChanceLoss(options_.negative)) << "there must be something to learn";
  options_.alpha = RateForReplicas(AlphaOf(options_), 4);
  const std::vector<TrainResult> four = Trained(4);
  ExpectWhole(four);
  EXPECT_LT(four[0].summary.validation.back().loss, 1.03 * one);
}

TEST_F(Replicated, LearnsWhatOneLearns) {
  ReadTokens(400'000);
  options_.validation.text = {folder_.Write("held-out", TopicLines(20'000, 10, 2))};
  const double one = Trained(1)[0].summary.validation.back().loss;
  EXPECT_LT(one, 0.8 * ChanceLoss(options_.negative)) << "there must be something to learn";
  options_.alpha = RateForReplicas(AlphaOf(options_), 4);
  const std::vector<TrainResult> four = Trained(4);
  ExpectWhole(four);
  EXPECT_LT(four[0].summary.validation.back().loss, 1.01 * one);
}

TEST_F(Replicated, LearnsOnSeveralThreadsEach) {
  options_.threads = 2;
  const std::vector<TrainResult> two = Trained(2);
  ExpectWhole(two);
  EXPECT_LT(two[0].summary.loss, two[0].summary.first_loss);
  EXPECT_EQ(two[0].summary.threads, 2u);
}

TEST_F(Replicated, TrainsEveryTokenWithMoreRanksThanBlocks) {
  ReadTokens(1'200);
  ingest_.block_bytes = 3000;
  ExpectWhole(Trained(5));
  ingest_.block_bytes = 0;  // one block in all
  const std::vector<TrainResult> one_block = Trained(3);
  ExpectWhole(one_block);
  EXPECT_EQ(one_block[0].summary.ranks[0].tokens, one_block[0].summary.trained);
}

TEST_F(Replicated, TrainsWithARankThatHasNoText) {
  ingest_.local_corpus = true;
  std::vector<RankRun> runs = Runs(3);
  runs[1].ingest.corpus = {folder_.Write("empty", "")};
  runs[2].ingest.corpus = {folder_.Write("other", TopicLines(5'000, 10, 2))};
  const std::vector<TrainResult> results = TrainApart(runs);
  ExpectWhole(results);
  EXPECT_EQ(results[0].summary.ranks[1].tokens, 0u);
  EXPECT_GT(results[0].summary.ranks[0].tokens, 10 * results[0].summary.ranks[2].tokens);
  EXPECT_EQ(results[0].summary.ranks[1].meetings, results[0].summary.ranks[0].meetings);
}

// Keeps the rows of each epoch.
class Keeper : public TrainObserver {
 public:
  void OnEpoch(const EpochReport& epoch) override { rows.push_back(RowsOf(epoch.input)); }
  std::vector<std::vector<float>> rows;
};

TEST_F(Replicated, EndsWithTheBestEpochsRowsOnAllRanks) {
  ReadTokens(4'000);
  options_.epochs = 60;
  options_.alpha = 0.2;
  options_.validation = {.fraction = 0.2, .patience = 2};
  std::vector<Keeper> keepers(2);
  std::vector<RankRun> runs = Runs(2);
  for (std::size_t rank = 0; rank < 2; ++rank) runs[rank].observer = &keepers[rank];
  const std::vector<TrainResult> results = TrainApart(runs);
  ExpectWhole(results);
  const TrainSummary& summary = results[0].summary;
  EXPECT_GT(summary.held_out, 0u);
  ASSERT_LT(summary.epochs, options_.epochs) << "patience must have ended it";
  EXPECT_EQ(summary.kept_epoch + options_.validation.patience, summary.epochs);
  for (const Keeper& keeper : keepers) {
    ASSERT_THAT(keeper.rows, SizeIs(summary.epochs));
    EXPECT_EQ(keeper.rows[summary.kept_epoch - 1], RowsOf(results[0].input));
    EXPECT_NE(keeper.rows.back(), RowsOf(results[0].input));
  }
}

// Vectors of three words, of which one is in the corpus only if words are added.
WordVectors ThreeVectors(std::size_t dim) {
  WordVectors vectors{.words = {}, .table = EmbeddingTable(3, dim)};
  for (const char* word : {"t0w0", "t7w3", "added"}) vectors.words.FindOrAdd(word);
  vectors.table.InitializeUniform(7);
  return vectors;
}

std::vector<float> VectorOf(const TrainResult& result, std::string_view word) {
  const auto row = result.input.Row(result.vocabulary.Find(word).value());
  return {row.begin(), row.end()};
}

TEST_F(Replicated, LeavesFrozenRowsAsTheyAreAndTrainsTheOthers) {
  const WordVectors start = ThreeVectors(options_.dim);
  control_.start = {.vectors = &start, .freeze = true};
  const std::vector<TrainResult> frozen = Trained(2);
  ExpectWhole(frozen);
  EXPECT_EQ(frozen[1].summary.started_words, 2u);
  control_.start.freeze = false;
  const std::vector<TrainResult> free = Trained(2);
  ExpectWhole(free);
  const std::string words[] = {"t0w0", "t7w3"};
  for (const std::uint32_t id : {0, 1}) {
    const auto row = start.table.Row(WordId{id});
    const std::vector<float> before(row.begin(), row.end());
    EXPECT_EQ(VectorOf(frozen[1], words[id]), before);
    EXPECT_NE(VectorOf(free[1], words[id]), before);
  }
  EXPECT_LT(frozen[0].summary.loss, frozen[0].summary.first_loss);
}

TEST_F(Replicated, HasTheWordsToStartWithOnAllRanks) {
  const WordVectors start = ThreeVectors(options_.dim);
  const Vocabulary words({{"added", 20}, {"t0w0", 10}});
  control_.start = {.vectors = &start, .words = &words};
  options_.alpha = 1e-30;  // what is learned is too little to show
  const std::vector<TrainResult> results = Trained(3);
  ExpectWhole(results);
  for (const TrainResult& result : results) {
    EXPECT_EQ(result.vocabulary.counts()[ToIndex(result.vocabulary.Find("added").value())], 20u);
    const auto row = start.table.Row(WordId{2});
    EXPECT_EQ(VectorOf(result, "added"), std::vector<float>(row.begin(), row.end()));
    EXPECT_EQ(result.summary.started_words, 3u);
  }
}

TEST_F(Replicated, TrainsSubwordsOnAllRanks) {
  options_.subwords = SubwordLearning::kTrained;
  options_.ngrams = {.min_n = 2, .max_n = 4, .buckets = 5000};
  options_.validation.text = {folder_.Write("held-out", TopicLines(10'000, 10, 2))};
  const double one = Trained(1)[0].summary.validation.back().loss;
  const std::vector<TrainResult> two = Trained(2);
  ExpectWhole(two);
  EXPECT_LT(two[0].summary.validation.back().loss, 1.03 * one);
  std::vector<std::vector<float>> unseen(2, std::vector<float>(options_.dim));
  for (std::size_t rank = 0; rank < 2; ++rank) {
    EXPECT_GT(two[rank].subwords->view().Compose("t7w444", unseen[rank]), 0u);
  }
  EXPECT_EQ(unseen[0], unseen[1]);
  EXPECT_EQ(RowsOf(two[0].subwords->table()), RowsOf(two[1].subwords->table()));
}

TEST_F(Replicated, FitsSubwordsOnTheFirstRankAlone) {
  ReadTokens(10'000);
  options_.subwords = SubwordLearning::kFitted;
  options_.ngrams = {.min_n = 2, .max_n = 4, .buckets = 5000};
  const std::vector<TrainResult> two = Trained(2);
  ExpectWhole(two);
  EXPECT_TRUE(two[0].subwords.has_value());
  EXPECT_TRUE(two[0].summary.fit.has_value());
  EXPECT_FALSE(two[1].subwords.has_value());
}

}  // namespace
}  // namespace hogvec
