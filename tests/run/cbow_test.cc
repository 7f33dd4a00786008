// CBOW with all that a run has besides: validation, a model to go on with, n-grams, its options.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/train.h"
#include "kernel/loss.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;
using testing::TopicLines;

struct EpochWatcher : TrainObserver {
  void OnEpoch(const EpochReport& report) override { samples.push_back(report.pairs); }
  std::vector<std::uint64_t> samples;
};

class CbowRun : public ::testing::Test {
 protected:
  CbowRun() {
    options_.architecture = Architecture::kCbow;
    options_.dim = 16;
    options_.epochs = 5;
    options_.threads = 1;
    ingest_.corpus = {folder_.Write("corpus", TopicLines(60'000, 10, 1))};
    ingest_.block_bytes = 10'000;
  }

  TrainResult Trained(const StartingPoint& start = {}) {
    return Train(ingest_, options_, watcher_, {.start = start});
  }

  TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
  EpochWatcher watcher_;
};

double Cosine(const TrainResult& result, std::string_view one, std::string_view other) {
  const auto a = result.input.Row(*result.vocabulary.Find(one));
  const auto b = result.input.Row(*result.vocabulary.Find(other));
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    ab += double{a[k]} * b[k];
    aa += double{a[k]} * a[k];
    bb += double{b[k]} * b[k];
  }
  return ab / std::sqrt(aa * bb);
}

// A word is nearer to all of the first words of its topic than to any of another's.
void ExpectTopicsApart(const TrainResult& result) {
  for (const char* near : {"t3w1", "t3w2", "t3w3"}) {
    for (const char* far : {"t4w0", "t5w1", "t6w2"}) {
      EXPECT_GT(Cosine(result, "t3w0", near), Cosine(result, "t3w0", far) + 0.2) << near << far;
    }
  }
}

TEST_F(CbowRun, BringsRelatedWordsTogetherByEveryUpdateOfEveryMean) {
  for (const CbowUpdate update : {CbowUpdate::kCorrected, CbowUpdate::kWord2vec}) {
    for (const bool mean : {true, false}) {
      options_.cbow_update = update;
      options_.cbow_mean = mean;
      const TrainResult result = Trained();
      ExpectTopicsApart(result);
      EXPECT_LT(result.summary.loss, 0.9 * ChanceLoss(options_.negative));
    }
  }
}

// Every word of these lines has one at its side, and none is subsampled.
TEST_F(CbowRun, CountsWindows) {
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "a b c d e\n";
  ingest_.corpus = {folder_.Write("lines", lines + "a\n")};  // no window with a context word
  options_.sample = 0;
  options_.epochs = 2;
  Trained();
  EXPECT_THAT(watcher_.samples, ElementsAre(500, 500));
}

TEST_F(CbowRun, IsJudgedByTextThatItHasNotSeenAndKeepsTheBestEpoch) {
  options_.validation.text = {folder_.Write("held-out", TopicLines(10'000, 10, 2))};
  options_.validation.patience = 1;
  options_.epochs = 100;
  options_.alpha = 0.5;
  ingest_.corpus = {folder_.Write("little", TopicLines(5'000, 10, 1))};  // soon learned by heart
  const TrainSummary summary = Trained().summary;
  ASSERT_LT(summary.kept_epoch, summary.epochs);
  EXPECT_EQ(summary.epochs, summary.kept_epoch + 1);
  EXPECT_LT(summary.validation[summary.kept_epoch - 1].loss, ChanceLoss(options_.negative));
  EXPECT_LT(summary.validation[0].pairs, 10'000u) << "windows";
  EXPECT_GT(summary.validation[0].pairs, 5'000u);
}

TEST_F(CbowRun, LearnsAroundFrozenRows) {
  const TrainResult before = Trained();
  WordVectors some{.words = {}, .table = EmbeddingTable(2, options_.dim)};
  for (const char* word : {"t0w0", "t1w1"}) {
    const WordId id = some.words.FindOrAdd(word);
    std::ranges::copy(before.input.Row(*before.vocabulary.Find(word)), some.table.Row(id).begin());
  }
  options_.seed = 2;
  const TrainResult after = Trained({.vectors = &some, .freeze = true});
  EXPECT_EQ(after.summary.started_words, 2u);
  ExpectTopicsApart(after);
  EXPECT_GT(Cosine(after, "t0w0", "t0w2"), Cosine(after, "t0w0", "t5w2"));
}

TEST_F(CbowRun, GoesOnWithAModelAndItsWords) {
  TrainResult before = Trained();
  const Vocabulary words = before.vocabulary;
  WordVectors model{.words = words.words(), .table = std::move(before.input)};
  model.output = std::move(before.output);
  model.counts = {words.counts().begin(), words.counts().end()};
  ingest_.corpus = {folder_.Write("new", "new words t3w0\n" + TopicLines(5'000, 10, 3))};
  ingest_.prune.min_count = 1;
  options_.epochs = 1;
  const TrainResult after = Trained({.vectors = &model, .words = &words});
  EXPECT_GT(after.vocabulary.size(), words.size());
  EXPECT_EQ(after.summary.started_words, words.size());
  ExpectTopicsApart(after);
}

TEST_F(CbowRun, TrainsAndFitsNgrams) {
  options_.ngrams = {.min_n = 2, .max_n = 3, .buckets = 500};
  for (const SubwordLearning learning : {SubwordLearning::kTrained, SubwordLearning::kFitted}) {
    options_.subwords = learning;
    const TrainResult result = Trained();
    ASSERT_TRUE(result.subwords);
    std::vector<float> unseen(options_.dim);
    EXPECT_GT(result.subwords->view().Compose("t3w99", unseen), 0u);
    EXPECT_LT(result.summary.loss, result.summary.first_loss);
    EXPECT_GT(Cosine(result, "t3w0", "t3w1"), Cosine(result, "t3w0", "t4w1"));
  }
}

TEST(CbowOptions, AreRefusedOfASkipGram) {
  const auto refusal = [](const TrainOptions& options) {
    try {
      CheckTogether(options);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      return error.option() + ": " + error.what();
    }
    return std::string("none");
  };
  EXPECT_THAT(refusal({.cbow_update = CbowUpdate::kWord2vec}),
              HasSubstr("cbow-update: cbow-update is for CBOW, and the model is a skip-gram"));
  EXPECT_THAT(refusal({.cbow_mean = false}), HasSubstr("cbow-mean: cbow-mean is for CBOW"));
  EXPECT_EQ(refusal({.architecture = Architecture::kCbow,
                     .cbow_update = CbowUpdate::kWord2vec,
                     .cbow_mean = false}),
            "none");
}

TEST(CbowOptions, HaveNames) {
  for (const Architecture each : {Architecture::kSkipGram, Architecture::kCbow}) {
    EXPECT_EQ(ArchitectureByName(NameOf(each)), each);
  }
  for (const CbowUpdate each : {CbowUpdate::kCorrected, CbowUpdate::kWord2vec}) {
    EXPECT_EQ(CbowUpdateByName(NameOf(each)), each);
  }
  EXPECT_EQ(ArchitectureByName("glove"), std::nullopt);
  EXPECT_EQ(CbowUpdateByName(""), std::nullopt);
}

TEST(CbowOptions, SayWhatAModelIs) {
  EXPECT_EQ(ArchitectureOf({{"dim", "100"}}), Architecture::kSkipGram);
  EXPECT_EQ(ArchitectureOf({{"model", "skipgram"}}), Architecture::kSkipGram);
  EXPECT_EQ(ArchitectureOf({{"model", "cbow"}}), Architecture::kCbow);
  EXPECT_EQ(ArchitectureOf({{"model", "glove"}}), std::nullopt);
}

TEST(CbowOptions, ChooseARateOnlyWhereNoneIsGiven) {
  EXPECT_EQ(AlphaOf({}), 0.05);
  const TrainOptions cbow{.architecture = Architecture::kCbow};
  EXPECT_EQ(AlphaOf(cbow), DefaultAlpha(cbow));
  EXPECT_EQ(AlphaOf({.architecture = Architecture::kCbow, .alpha = 0.3}), 0.3);
  const TrainOptions sum{.architecture = Architecture::kCbow, .cbow_mean = false};
  EXPECT_LT(DefaultAlpha(sum), DefaultAlpha(cbow)) << "a sum is some times as long as a mean";
}

}  // namespace
}  // namespace hogvec
