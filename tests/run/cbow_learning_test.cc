// What CBOW learns, by what comes out of whole runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "hogvec/train.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "training/progress.h"

namespace hogvec {
namespace {

using testing::RowsOf;
using testing::TempFolder;
using testing::TopicLines;

class CbowLearning : public ::testing::Test {
 protected:
  CbowLearning() {
    options_.architecture = Architecture::kCbow;
    options_.dim = 20;
    options_.epochs = 3;
    options_.threads = 1;
    options_.sample = 0;
  }

  TrainResult Trained(const StartingPoint& start = {}) const {
    TrainObserver silent;
    IngestOptions ingest;
    ingest.corpus = {corpus_};
    ingest.block_bytes = 5000;
    return Train(ingest, options_, silent, {.start = start});
  }

  void TrainWithNgrams() {
    options_.subwords = SubwordLearning::kTrained;
    options_.ngrams = {.min_n = 2, .max_n = 4, .buckets = 500};
  }

  // Two words of the text, and one that it does not have.
  WordVectors SomeVectors() const {
    WordVectors start{.words = {}, .table = EmbeddingTable(3, options_.dim)};
    for (const char* word : {"t0w0", "t1w3", "absent"}) start.words.FindOrAdd(word);
    start.table.InitializeUniform(7);
    return start;
  }

  TempFolder folder_;
  std::filesystem::path corpus_ = folder_.Write("corpus", TopicLines(20'000, 4, 1));
  TrainOptions options_;
};

TEST_F(CbowLearning, OnOneThreadIsTheSameByteForByte) {
  const TrainResult first = Trained(), second = Trained();
  EXPECT_EQ(RowsOf(first.input), RowsOf(second.input));
  EXPECT_EQ(RowsOf(first.output), RowsOf(second.output));
  EXPECT_EQ(first.summary.loss, second.summary.loss);
}

TEST_F(CbowLearning, LearnsOnManyThreadsInEachWay) {
  options_.threads = 4;
  for (const CbowUpdate update : {CbowUpdate::kCorrected, CbowUpdate::kWord2vec}) {
    for (const bool mean : {true, false}) {
      options_.cbow_update = update;
      options_.cbow_mean = mean;
      const TrainResult result = Trained();
      EXPECT_LT(result.summary.loss, 0.95 * ChanceLoss(options_.negative))
          << NameOf(update) << (mean ? " mean" : " sum");
    }
  }
}

TEST_F(CbowLearning, IsAnotherModelInEachWay) {
  const std::vector<float> corrected = RowsOf(Trained().input);
  options_.cbow_update = CbowUpdate::kWord2vec;
  const std::vector<float> word2vec = RowsOf(Trained().input);
  options_.cbow_mean = false;
  const std::vector<float> sum = RowsOf(Trained().input);
  options_ = {.dim = 20, .sample = 0, .epochs = 3, .threads = 1};
  const std::vector<float> skip_gram = RowsOf(Trained().input);
  EXPECT_NE(corrected, word2vec);
  EXPECT_NE(word2vec, sum);
  EXPECT_NE(corrected, skip_gram);
}

// Of a sum the gradient is undivided anyway.
TEST_F(CbowLearning, OfASumIsTheSameWithBothUpdates) {
  options_.cbow_mean = false;
  options_.alpha = 0.02;
  const std::vector<float> corrected = RowsOf(Trained().input);
  options_.cbow_update = CbowUpdate::kWord2vec;
  EXPECT_EQ(RowsOf(Trained().input), corrected);
}

TEST_F(CbowLearning, HasOneWindowForItsNegativesIfEachPairShallHaveThem) {
  options_.sharing = NegativeSharing::kWindow;
  const std::vector<float> window = RowsOf(Trained().input);
  options_.sharing = NegativeSharing::kNone;
  EXPECT_EQ(RowsOf(Trained().input), window);
  options_.sharing = NegativeSharing::kTwoWindows;
  EXPECT_NE(RowsOf(Trained().input), window);
}

void ExpectFrozenAsTheyWere(const TrainResult& result, const WordVectors& start) {
  for (const char* word : {"t0w0", "t1w3"}) {
    const auto now = result.input.Row(*result.vocabulary.Find(word));
    EXPECT_TRUE(std::ranges::equal(now, start.table.Row(*start.words.Find(word)))) << word;
  }
}

TEST_F(CbowLearning, LeavesFrozenWordsByteForByteAsTheyAre) {
  const WordVectors start = SomeVectors();
  for (const NegativeSharing sharing : {NegativeSharing::kTwoWindows, NegativeSharing::kWindow}) {
    options_.sharing = sharing;
    const TrainResult frozen = Trained({.vectors = &start, .freeze = true});
    ExpectFrozenAsTheyWere(frozen, start);
    EXPECT_LT(frozen.summary.loss, 0.95 * ChanceLoss(options_.negative)) << "the others learn";
    const TrainResult free = Trained({.vectors = &start});
    const auto row = free.input.Row(*free.vocabulary.Find("t0w0"));
    EXPECT_FALSE(std::ranges::equal(row, start.table.Row(*start.words.Find("t0w0"))));
  }
}

TEST_F(CbowLearning, LeavesFrozenWordsAsTheyAreWithNgramsToo) {
  TrainWithNgrams();
  const WordVectors start = SomeVectors();
  const TrainResult result = Trained({.vectors = &start, .freeze = true});
  ExpectFrozenAsTheyWere(result, start);
  EXPECT_LT(result.summary.loss, result.summary.first_loss);
}

TEST_F(CbowLearning, WithNgramsLearnsAsMuchComposedAfresh) {
  TrainWithNgrams();
  const TrainResult ring = Trained();
  EXPECT_LT(ring.summary.loss, 0.95 * ChanceLoss(options_.negative));
  options_.compose_afresh = true;
  const TrainResult afresh = Trained();
  EXPECT_NEAR(afresh.summary.loss, ring.summary.loss, 0.01 * ring.summary.loss);
}

TEST_F(CbowLearning, WithNgramsOnOneThreadIsTheSameByteForByte) {
  TrainWithNgrams();
  const TrainResult first = Trained(), second = Trained();
  EXPECT_EQ(RowsOf(first.input), RowsOf(second.input));
  EXPECT_EQ(RowsOf(first.subwords->table()), RowsOf(second.subwords->table()));
}

// A word without n-grams is its own row, and the copies that make the mean gain for that alone. In
// reach of a window of one word no word stands twice, so nobody sees too late what it gained.
TEST_F(CbowLearning, WithoutAnyNgramsIsAsIfTheyWereNotTrained) {
  std::string lines;
  for (int i = 0; i < 50; ++i) lines += "abc def\nghi jkl\nmno pqr\nstu vwx\n";
  corpus_ = folder_.Write("apart", lines);
  options_.window = 1;
  const TrainResult without = Trained();
  options_.subwords = SubwordLearning::kTrained;
  options_.ngrams = {.min_n = 100, .max_n = 100};
  const TrainResult with = Trained();
  const std::vector<float> left = RowsOf(without.input), right = RowsOf(with.input);
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) ASSERT_NEAR(left[i], right[i], 1e-5);
}

TEST_F(CbowLearning, FallsFromItsOwnDefaultRate) {
  const std::vector<float> by_default = RowsOf(Trained().input);
  options_.alpha = DefaultAlpha(options_);
  EXPECT_EQ(RowsOf(Trained().input), by_default);
  options_.alpha = *options_.alpha / 2;
  EXPECT_NE(RowsOf(Trained().input), by_default);
}

}  // namespace
}  // namespace hogvec
