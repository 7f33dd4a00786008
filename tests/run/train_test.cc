#include "hogvec/train.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <mutex>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/kernels.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::RandomLines;
using testing::RowsOf;
using testing::TempFolder;
using testing::TrainQuietly;

class Training : public ::testing::Test {
 protected:
  Training() {
    options_.dim = 20;
    options_.epochs = 2;
    options_.threads = 1;
  }

  std::vector<float> Vectors(IngestOptions ingest = {}) const {
    return RowsOf(TrainQuietly(corpus_, options_, std::move(ingest)).input);
  }

  TempFolder folder_;
  std::filesystem::path corpus_ = folder_.Write("corpus", RandomLines(4000, 200, 1));
  TrainOptions options_;
};

TEST_F(Training, OnOneThreadIsTheSameByteForByte) { EXPECT_EQ(Vectors(), Vectors()); }

TEST_F(Training, DeterministicIsThatOfOneThreadWhateverReadsTheText) {
  const auto one = Vectors({.threads = 1});
  options_.deterministic = true;
  options_.threads = 4;
  EXPECT_EQ(Vectors({.threads = 4}), one);
}

TEST_F(Training, FromSpilledTokensIsTheSameByteForByte) {
  const auto unspilled = Vectors({.block_bytes = 2000});
  IngestOptions spilling{.token_memory = 1, .tmp_dir = folder_.path(), .block_bytes = 2000};
  const TrainResult spilled = TrainQuietly(corpus_, options_, spilling);
  EXPECT_GT(spilled.summary.token_bytes_spilled, 0u);
  EXPECT_EQ(RowsOf(spilled.input), unspilled);
}

TEST_F(Training, WithAnotherSeedIsAnother) {
  const auto first = Vectors();
  options_.seed = 2;
  EXPECT_NE(Vectors(), first);
}

// The kernels round differently, and a run amplifies it; over this short one they stay together.
TEST_F(Training, AgreesAcrossKernels) {
  options_.kernel = KernelNames().back();
  const auto reference = Vectors();
  for (const std::string_view name : KernelNames()) {
    options_.kernel = name;
    const auto vectors = Vectors();
    double worst = 0;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      worst = std::max(worst, double{std::abs(vectors[i] - reference[i])});
    }
    EXPECT_LT(worst, 1e-4) << name;
  }
}

TEST_F(Training, LowersTheLossOnAnyNumberOfThreads) {
  options_.epochs = 10;
  for (const std::size_t threads : {1, 2, 4}) {
    options_.threads = threads;
    const auto summary = TrainQuietly(corpus_, options_).summary;
    EXPECT_LT(summary.first_loss, 6 * std::log(2.0));  // where rows of zeros start
    EXPECT_LT(summary.loss, summary.first_loss);
    EXPECT_EQ(summary.threads, threads);
  }
}

TEST_F(Training, LearnsHoweverFarNegativesAreShared) {
  options_.epochs = 10;
  for (const auto sharing : {NegativeSharing::kWindow, NegativeSharing::kNone}) {
    options_.sharing = sharing;
    const auto summary = TrainQuietly(corpus_, options_).summary;
    EXPECT_LT(summary.loss, summary.first_loss);
  }
}

TEST_F(Training, SumsUpWhatItDid) {
  const auto result = TrainQuietly(corpus_, options_, {.prune = {.min_count = 1}});
  EXPECT_EQ(result.summary.tokens, result.vocabulary.total());
  EXPECT_EQ(result.summary.trained, 2 * result.vocabulary.total());
  EXPECT_EQ(result.input.rows(), result.vocabulary.size());
  EXPECT_GT(result.summary.words_per_second, 0);
}

class Recorder : public TrainObserver {
 public:
  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport&) override {
    words = vocabulary.size();
  }
  void OnProgress(const TrainProgress& progress) override { last = progress; }

  std::size_t words = 0;
  TrainProgress last;
};

TEST_F(Training, TellsAnObserverOfItsEnd) {
  Recorder recorder;
  IngestOptions ingest;
  ingest.corpus = {corpus_};
  const auto result = Train(ingest, options_, recorder);
  EXPECT_EQ(recorder.words, result.vocabulary.size());
  EXPECT_EQ(recorder.last.tokens_done, recorder.last.tokens_total);
  EXPECT_EQ(recorder.last.epoch, 2u);
  EXPECT_NEAR(recorder.last.alpha, 0.05e-4, 1e-9);
}

TEST_F(Training, EndsWithTheLearningRateThatIsAskedFor) {
  Recorder recorder;
  options_.min_alpha = 0.03;
  Train({.corpus = {corpus_}}, options_, recorder);
  EXPECT_DOUBLE_EQ(recorder.last.alpha, 0.03);
}

TEST_F(Training, WithFixedWindowsIsAnother) {
  const auto shrunk = Vectors();
  options_.shrink_windows = false;
  EXPECT_NE(Vectors(), shrunk);
}

void ExpectRefused(const std::filesystem::path& corpus, const TrainOptions& options, ErrorKind kind,
                   const std::string& message) {
  try {
    TrainQuietly(corpus, options);
    FAIL() << message;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    EXPECT_THAT(error.what(), HasSubstr(message));
  }
}

TEST_F(Training, RefusesAVocabularyOfOneWord) {
  ExpectRefused(folder_.Write("one", "a a a a a a a\n"), options_, ErrorKind::kMalformed,
                "one word only, 'a'");
}

TEST_F(Training, OfTwoWordsEnds) {
  options_.sample = 0;
  const auto corpus = folder_.Write("two", "a b a b a b a b a b a b\n");
  EXPECT_EQ(TrainQuietly(corpus, options_).input.rows(), 2u);
}

TEST_F(Training, StopsWhenItDiverges) {
  options_.alpha = 1e30;
  ExpectRefused(corpus_, options_, ErrorKind::kInternal, "training diverged");
}

TEST_F(Training, RefusesOptionsOutOfRangeByName) {
  const auto refused = [&](auto member, auto value, const std::string& name) {
    TrainOptions options = options_;
    options.*member = value;
    ExpectRefused(corpus_, options, ErrorKind::kUsage, name);
  };
  refused(&TrainOptions::dim, 0, "dim");
  refused(&TrainOptions::window, 0, "window");
  refused(&TrainOptions::negative, 0, "negative");
  refused(&TrainOptions::epochs, 0, "epochs");
  refused(&TrainOptions::alpha, 0.0, "alpha");
  refused(&TrainOptions::alpha, NAN, "alpha");
  refused(&TrainOptions::sample, -1.0, "sample");
  refused(&TrainOptions::ns_exponent, INFINITY, "ns-exponent");
  refused(&TrainOptions::min_alpha, -1.0, "min-alpha");
  refused(&TrainOptions::min_alpha, 0.06, "min-alpha 0.06 is above alpha 0.05");
  refused(&TrainOptions::kernel, "mmx", "no kernel 'mmx'");
}

}  // namespace
}  // namespace hogvec
