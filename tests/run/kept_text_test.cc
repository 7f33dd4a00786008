// Texts that are read once and trained on later, and runs that keep their rows when they are
// stopped.
#include "hogvec/kept_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stop_token>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/neighbours.h"
#include "support/sentences.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::RandomLines;
using testing::RowsOf;

class Keeping : public ::testing::Test {
 protected:
  Keeping() {
    ingest_.corpus = {corpus_};
    ingest_.block_bytes = 2000;
    options_.dim = 12;
    options_.epochs = 3;
    options_.threads = 1;
  }

  KeptText Read(const RunControl& control = {}) const {
    TrainObserver silent;
    return KeptText::Read(ingest_, silent, control);
  }
  TrainResult TrainOn(const KeptText& text, const RunControl& control = {}) const {
    TrainObserver silent;
    return Train(text, options_, silent, control);
  }
  TrainResult TrainAtOnce(const RunControl& control = {}) const {
    TrainObserver silent;
    return Train(ingest_, options_, silent, control);
  }

  testing::TempFolder folder_;
  std::filesystem::path corpus_ = folder_.Write("corpus", RandomLines(3000, 150, 3));
  IngestOptions ingest_;
  TrainOptions options_;
};

TEST_F(Keeping, TrainsToTheSameBytesAsAtOnce) {
  const KeptText text = Read();
  const TrainResult at_once = TrainAtOnce();
  EXPECT_EQ(text.tokens(), at_once.summary.tokens);
  EXPECT_EQ(text.lines(), at_once.summary.lines);
  EXPECT_EQ(text.prune(), at_once.summary.prune);
  for (int run = 0; run < 2; ++run) {
    const TrainResult kept = TrainOn(text);
    EXPECT_EQ(RowsOf(kept.input), RowsOf(at_once.input));
    EXPECT_EQ(kept.summary.lines, at_once.summary.lines);
    EXPECT_EQ(kept.vocabulary.size(), text.vocabulary().size());
  }
}

TEST_F(Keeping, CopiesOutliveTheOriginal) {
  std::optional<KeptText> text = Read();
  const KeptText copy = *text;
  text.reset();
  EXPECT_EQ(RowsOf(TrainOn(copy).input), RowsOf(TrainAtOnce().input));
}

TEST_F(Keeping, NeedsSentencesOnlyOnce) {
  ingest_.corpus.clear();
  testing::Sentences sentences({{"a", "b", "c"}, {"a", "c"}});
  ingest_.sentences = &sentences;
  ingest_.prune.min_count = 1;
  options_.sample = 0;
  const KeptText text = Read();
  EXPECT_EQ(text.options().sentences, nullptr);
  EXPECT_EQ(RowsOf(TrainOn(text).input), RowsOf(TrainOn(text).input));
}

TEST_F(Keeping, HasTheWordsToStartWithToo) {
  const Vocabulary words({{"never-in-the-text", 7}, {"w0", 1}});
  const KeptText alone = Read();
  const KeptText both = Read({.start = {.words = &words}});
  EXPECT_EQ(both.vocabulary().size(), alone.vocabulary().size() + 1);
  const WordId w0 = *both.vocabulary().Find("w0");
  EXPECT_EQ(both.vocabulary().Count(w0),
            alone.vocabulary().Count(*alone.vocabulary().Find("w0")) + 1);
}

TEST_F(Keeping, MayBeReadInTermsOfOtherWords) {
  TrainObserver silent;
  const Vocabulary words({{"w1", 50}, {"w0", 90}, {"else", 3}});
  const KeptText text = KeptText::ReadAs(words, ingest_, silent);
  EXPECT_EQ(text.vocabulary().size(), 3);
  EXPECT_THAT(text.vocabulary().counts(), ElementsAre(90, 50, 3)) << "the counts stay";
  EXPECT_LT(text.tokens(), Read().tokens());
  EXPECT_GT(text.tokens(), 0);
}

TEST_F(Keeping, RefusesWhatReadingRefuses) {
  ingest_.prune.min_count = 1'000'000;
  EXPECT_THROW(Read(), Error);
  ingest_.prune.min_count = 5;
  ingest_.corpus.clear();
  EXPECT_THROW(Read(), Error);
  TrainObserver silent;
  EXPECT_THROW(KeptText::ReadAs(Vocabulary({{"w1", 2}, {"w2", 1}}), ingest_, silent), Error);
}

TEST_F(Keeping, EndsWhenItIsAskedTo) {
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(Read({.stop = source.get_token()}), Interrupted);
}

// Asks to stop after the first epoch.
class StopAfterOne : public TrainObserver {
 public:
  void OnEpoch(const EpochReport& epoch) override {
    pairs.push_back(epoch.pairs);
    source.request_stop();
  }
  std::stop_source source;
  std::vector<std::uint64_t> pairs;
};

TEST_F(Keeping, ResumesFromTheCheckpointsOfARunThatWasStopped) {
  const TrainResult whole = TrainAtOnce();
  const KeptText text = Read();
  StopAfterOne observer;
  RunControl control{.checkpoints = {.folder = folder_.path() / "kept"},
                     .stop = observer.source.get_token()};
  EXPECT_THROW(Train(text, options_, observer, control), TrainingStopped);
  control.checkpoints.resume = true;
  control.stop = {};
  EXPECT_EQ(RowsOf(TrainOn(text, control).input), RowsOf(whole.input));
}

TEST_F(Keeping, RefusesACheckpointOfOtherWords) {
  const KeptText text = Read();
  StopAfterOne observer;
  RunControl control{.checkpoints = {.folder = folder_.path() / "kept"},
                     .stop = observer.source.get_token()};
  EXPECT_THROW(Train(text, options_, observer, control), TrainingStopped);
  const Vocabulary words({{"never-in-the-text", 7}});
  const KeptText other = Read({.start = {.words = &words}});
  control.checkpoints.resume = true;
  control.stop = {};
  try {
    TrainOn(other, control);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr("other words"));
  }
}

TEST_F(Keeping, ReturnsTheRowsOfARunThatWasStopped) {
  StopAfterOne observer;
  const RunControl control{.stop = observer.source.get_token(), .keep_rows_on_stop = true};
  const TrainResult stopped = Train(Read(), options_, observer, control);
  EXPECT_TRUE(stopped.summary.stopped);
  EXPECT_EQ(stopped.summary.epochs, 1);
  EXPECT_TRUE(std::isfinite(stopped.summary.loss));
  EXPECT_EQ(stopped.summary.trained, stopped.summary.tokens) << "nothing of the second epoch";
  ASSERT_EQ(observer.pairs.size(), 1);
  EXPECT_GT(observer.pairs[0], stopped.summary.tokens / 10);
  options_.epochs = 1;
  EXPECT_NE(RowsOf(stopped.input), RowsOf(TrainAtOnce().input)) << "the learning rate was higher";
}

TEST_F(Keeping, ReturnsTheRowsOfARunWhoseCheckpointsFail) {
  // The folder is replaced by a file after the first epoch.
  class Spoiler : public TrainObserver {
   public:
    explicit Spoiler(std::filesystem::path folder) : folder_(std::move(folder)) {}
    void OnEpoch(const EpochReport&) override {
      std::filesystem::remove_all(folder_);
      std::ofstream(folder_) << "in the way";
    }

   private:
    std::filesystem::path folder_;
  } observer(folder_.path() / "kept");
  RunControl control{.checkpoints = {.folder = folder_.path() / "kept"}, .keep_rows_on_stop = true};
  const TrainResult result = Train(Read(), options_, observer, control);
  EXPECT_TRUE(result.summary.stopped);
  ASSERT_TRUE(result.failure);
  EXPECT_THROW(std::rethrow_exception(result.failure), Error);
  EXPECT_EQ(RowsOf(result.input), RowsOf(TrainAtOnce().input))
      << "the last was the one that failed";
}

TEST_F(Keeping, ReturnsTheRowsWhenAFitIsStopped) {
  class StopFit : public TrainObserver {
   public:
    void OnProgress(const TrainProgress& progress) override {
      if (progress.phase == TrainProgress::Phase::kFitting) source.request_stop();
    }
    std::stop_source source;
  } observer;
  options_.subwords = SubwordLearning::kFitted;
  const RunControl control{.stop = observer.source.get_token(), .keep_rows_on_stop = true};
  const TrainResult result = Train(Read(), options_, observer, control);
  EXPECT_EQ(result.summary.epochs, options_.epochs);
  EXPECT_EQ(result.summary.stopped, !result.subwords);
}

TEST_F(Keeping, ReturnsTheRowsOfARunWithoutPairsOnRequest) {
  ingest_.corpus = {folder_.Write("alone", "a\nb\na\nb\n")};
  ingest_.prune.min_count = 1;
  EXPECT_THROW(TrainAtOnce(), Error);
  class Warned : public TrainObserver {
   public:
    void OnWarning(const std::string& line) override { lines.push_back(line); }
    std::vector<std::string> lines;
  } observer;
  const TrainResult result = Train(ingest_, options_, observer, {.accept_no_pairs = true});
  EXPECT_THAT(observer.lines, ElementsAre(HasSubstr("not one pair of words was trained")));
  EmbeddingTable random(2, 12);
  random.InitializeUniform(options_.seed);
  EXPECT_EQ(RowsOf(result.input), RowsOf(random));
}

TEST_F(Keeping, ModelsSayWhatTheyWereTrainedWith) {
  options_.dim = 33;
  options_.subwords = SubwordLearning::kTrained;
  ingest_.text.lowercase = true;
  const auto configuration = ConfigurationOf(ingest_, options_);
  EXPECT_EQ(configuration.at("dim"), "33");
  EXPECT_EQ(configuration.at("lowercase"), "true");
  EXPECT_EQ(configuration.at("minn"), "3");
  EXPECT_EQ(configuration.at("sentence"), "line");
  EXPECT_FALSE(configuration.contains("tmp-dir"));
}

}  // namespace
}  // namespace hogvec
