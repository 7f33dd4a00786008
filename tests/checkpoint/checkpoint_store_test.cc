// Runs that are stopped, killed or continued, through Train().
#include "checkpoint/checkpoint_store.h"

#include <gmock/gmock.h>

#include <stop_token>
#include <string>
#include <vector>

#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::RowsOf;
using ::testing::SizeIs;

// Asks the run to stop as soon as its words are known: it trains one block more on each thread.
class Stopper : public TrainObserver {
 public:
  explicit Stopper(bool stops) : stops_(stops) {}
  void OnVocabulary(const Vocabulary&, const PruneReport&) override {
    if (stops_) source_.request_stop();
  }
  void OnWarning(const std::string& line) override { warnings.push_back(line); }
  std::stop_token token() const { return source_.get_token(); }

  std::vector<std::string> warnings;

 private:
  const bool stops_;
  std::stop_source source_;
};

class Keeping : public ::testing::Test {
 protected:
  Keeping() {
    ingest_.corpus = {folder_.Write("corpus", testing::RandomLines(600, 60, 1))};
    ingest_.block_bytes = 4000;
    options_.dim = 12;
    options_.epochs = 3;
    options_.threads = 1;
  }

  TrainResult Run(bool resume, bool stops = false, std::chrono::milliseconds every = {}) {
    Stopper stopper(stops);
    const RunControl control{
        .checkpoints = {.folder = kept_, .every = every, .resume = resume, .note = "a note"},
        .stop = stopper.token()};
    TrainResult result = Train(ingest_, options_, stopper, control);
    warnings_ = stopper.warnings;
    return result;
  }

  // Starts a run, and stops it again and again until it is through; how often that was.
  int RunInPieces(TrainResult& result) {
    for (int pieces = 0;; ++pieces) {
      try {
        result = Run(pieces > 0, true, std::chrono::hours(1));
        return pieces;
      } catch (const Interrupted&) {
      }
    }
  }

  Error ErrorOfResuming() {
    try {
      Run(true);
    } catch (const Error& error) {
      return error;
    }
    return {ErrorKind::kInternal, "none"};
  }

  testing::TempFolder folder_;
  std::filesystem::path kept_ = folder_.path() / "kept";
  IngestOptions ingest_;
  TrainOptions options_;
  std::vector<std::string> warnings_;
};

TEST_F(Keeping, ARunInPiecesEndsWithTheSameBytes) {
  const TrainResult whole = testing::TrainQuietly(ingest_.corpus[0], options_, ingest_);
  TrainResult pieced;
  EXPECT_GT(RunInPieces(pieced), 8);
  EXPECT_EQ(RowsOf(pieced.input), RowsOf(whole.input));
  EXPECT_EQ(RowsOf(pieced.output), RowsOf(whole.output));
  EXPECT_EQ(pieced.summary.trained, whole.summary.trained);
  EXPECT_EQ(pieced.summary.first_loss, whole.summary.first_loss);
  EXPECT_EQ(pieced.summary.loss, whole.summary.loss);
  EXPECT_EQ(pieced.summary.prune.dropped_words, whole.summary.prune.dropped_words);
}

TEST_F(Keeping, ARunOfCbowInPiecesEndsWithTheSameBytes) {
  options_.architecture = Architecture::kCbow;
  options_.cbow_update = CbowUpdate::kWord2vec;
  const TrainResult whole = testing::TrainQuietly(ingest_.corpus[0], options_, ingest_);
  TrainResult pieced;
  EXPECT_GT(RunInPieces(pieced), 8);
  EXPECT_EQ(RowsOf(pieced.input), RowsOf(whole.input));
  EXPECT_EQ(RowsOf(pieced.output), RowsOf(whole.output));
  EXPECT_EQ(pieced.summary.loss, whole.summary.loss);
  options_ = {.dim = 12, .epochs = 3, .threads = 1};
  EXPECT_THAT(ErrorOfResuming().what(),
              HasSubstr("created with model cbow; cannot resume with model skipgram"));
}

TEST_F(Keeping, ARunInPiecesOnManyThreadsTrainsEveryToken) {
  options_.threads = 4;
  TrainResult pieced;
  EXPECT_GT(RunInPieces(pieced), 1);
  EXPECT_EQ(pieced.summary.trained, 3 * pieced.summary.tokens);
}

TEST_F(Keeping, CheckpointsDoNotChangeTheResult) {
  const TrainResult whole = testing::TrainQuietly(ingest_.corpus[0], options_, ingest_);
  EXPECT_EQ(RowsOf(Run(false).input), RowsOf(whole.input));
  EXPECT_THAT(CheckpointsIn(kept_), SizeIs(2));
  EXPECT_EQ(CheckpointNote(kept_), "a note");
  RemoveCheckpoints(kept_);
  EXPECT_FALSE(exists(kept_));
}

TEST_F(Keeping, ARunThatWasThroughIsThroughAgain) {
  const auto rows = RowsOf(Run(false).input);
  const TrainResult again = Run(true);
  EXPECT_EQ(RowsOf(again.input), rows);
  EXPECT_EQ(again.summary.words_per_second, 0);
}

TEST_F(Keeping, FallsBackToTheCheckpointBefore) {
  const auto rows = RowsOf(Run(false).input);
  const auto newest = CheckpointsIn(kept_).front();
  std::filesystem::resize_file(newest, std::filesystem::file_size(newest) - 1);
  EXPECT_EQ(RowsOf(Run(true).input), rows);
  ASSERT_THAT(warnings_, SizeIs(1));
  EXPECT_THAT(warnings_[0], HasSubstr(newest.filename().string()));
}

TEST_F(Keeping, RefusesAnotherCorpus) {
  Run(false);
  folder_.Write("corpus", testing::RandomLines(600, 60, 2));
  const Error error = ErrorOfResuming();
  EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
  EXPECT_THAT(error.what(), HasSubstr("was made on a corpus of"));
}

TEST_F(Keeping, SeesAChangedLetterOfTheCorpus) {
  Run(false);
  std::string text = ReadWholeFile(ingest_.corpus[0]);
  std::swap(text[text.find("w1 ")], text[text.find("w1 ") + 1]);
  folder_.Write("corpus", text);
  EXPECT_EQ(ErrorOfResuming().kind(), ErrorKind::kMalformed);
}

TEST_F(Keeping, RefusesAnotherOption) {
  Run(false);
  options_.window = 3;
  EXPECT_THAT(ErrorOfResuming().what(),
              HasSubstr("created with window 5; cannot resume with window 3"));
}

TEST_F(Keeping, RefusesToResumeFromNothing) {
  EXPECT_EQ(ErrorOfResuming().kind(), ErrorKind::kNoInput);
  EXPECT_FALSE(exists(kept_));
}

TEST_F(Keeping, RefusesToStartWhereAnotherRunLeftOff) {
  Run(false);
  try {
    Run(false);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr("has checkpoints of an earlier run"));
  }
}

TEST_F(Keeping, ARunThatIsStoppedSaysHowFarItGot) {
  EXPECT_FALSE(HasCheckpoints(kept_));
  try {
    Run(false, true);
    FAIL();
  } catch (const TrainingStopped& stopped) {
    EXPECT_THAT(stopped.what(), ::testing::MatchesRegex("stopped at [0-9]+ %"));
  }
  EXPECT_TRUE(HasCheckpoints(kept_));
}

TEST_F(Keeping, ADivergedRunKeepsTheLastGoodCheckpoint) {
  try {
    Run(false, true);
  } catch (const Interrupted&) {
  }
  const auto before = CheckpointsIn(kept_);
  ASSERT_THAT(before, SizeIs(1));
  // The same run, as if it had been started with a learning rate that it can't bear.
  TensorReader file(before[0]);
  Checkpoint checkpoint = ReadCheckpoint(file);
  const Vocabulary vocabulary = ReadVocabulary(file);
  EmbeddingTable input(vocabulary.size(), 12), output(vocabulary.size(), 12);
  ReadTables(file, input, output);
  options_.alpha = 1e30;
  checkpoint.options = LastingOptions(ingest_, options_);
  WriteCheckpoint(before[0], checkpoint, vocabulary, input, output);
  const Error error = ErrorOfResuming();
  EXPECT_EQ(error.kind(), ErrorKind::kInternal);
  EXPECT_THAT(error.what(), HasSubstr("training diverged: the row of 'w"));
  EXPECT_THAT(error.what(), HasSubstr("is no longer finite at alpha"));
  EXPECT_EQ(CheckpointsIn(kept_), before);
}

}  // namespace
}  // namespace hogvec
