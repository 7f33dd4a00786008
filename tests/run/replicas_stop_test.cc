// How runs of several ranks end early, and go on: through Train().
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "checkpoint/checkpoint_folder.h"
#include "hogvec/error.h"
#include "support/ranks.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Each;
using testing::EndsOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::RankEnd;
using testing::RankRun;
using testing::RowsOf;
using ::testing::SizeIs;
using testing::Start;
using ::testing::StartsWith;
using testing::TempFolder;
using testing::ThrownBy;
using testing::TopicLines;
using testing::TrainApart;

// Does something at one of the calls, if it has got something to do.
class Doing : public TrainObserver {
 public:
  void OnVocabulary(const Vocabulary&, const PruneReport&) override { Do(on_vocabulary); }
  void OnProgress(const TrainProgress& progress) override {
    if (progress.phase != TrainProgress::Phase::kTraining) return;
    if (progress.tokens_total > 0) Do(on_progress);
    if (progress.tokens_done == progress.tokens_total) Do(on_last_progress);
  }
  void OnEpoch(const EpochReport& epoch) override {
    losses.push_back(epoch.loss);
    Do(on_epoch);
  }

  std::function<void()> on_vocabulary, on_progress, on_last_progress, on_epoch;
  std::vector<double> losses;  // of epochs

 private:
  static void Do(const std::function<void()>& what) {
    if (what) what();
  }
};

class ReplicatedRun : public ::testing::Test {
 protected:
  ReplicatedRun() {
    options_.dim = 16;
    options_.epochs = 3;
    options_.threads = 1;
    options_.validation.text = {folder_.Write("held-out", TopicLines(5'000, 10, 2))};
    ingest_.corpus = {folder_.Write("corpus", TopicLines(80'000, 10, 1))};
    ingest_.block_bytes = 3000;
    ingest_.threads = 1;
  }

  // Of ranks that keep checkpoints, with `busy` as the observer of the last.
  std::vector<RankRun> Keeping(std::size_t ranks, bool resume, Doing* busy = nullptr) const {
    RunControl control;
    control.checkpoints = {.folder = kept_, .every = every_, .resume = resume};
    std::vector<RankRun> runs(ranks, RankRun{ingest_, options_, control});
    runs.back().observer = busy;
    return runs;
  }

  // What each rank throws when the last is asked to stop after the first epoch; and that one's
  // loss.
  std::vector<std::string> StopAfterOne(std::size_t ranks, double* loss = nullptr) const {
    std::stop_source source;
    Doing stopping;
    stopping.on_epoch = [&source] { source.request_stop(); };
    std::vector<RankRun> runs = Keeping(ranks, false, &stopping);
    runs.back().control.stop = source.get_token();
    std::vector<std::string> thrown = ThrownBy(runs);
    if (loss != nullptr) *loss = stopping.losses.at(0);
    return thrown;
  }

  // Goes on to the end, where every token must have been trained once in each epoch. It has learned
  // as much as a run that was never stopped. Returns the loss of the first epoch.
  double ExpectGoesOn(const std::vector<RankRun>& runs, const TrainSummary& uninterrupted) const {
    const std::vector<TrainResult> results = TrainApart(runs);
    for (const TrainResult& result : results) {
      EXPECT_EQ(result.summary.trained, result.summary.tokens * options_.epochs);
      EXPECT_EQ(RowsOf(result.input), RowsOf(results[0].input));
      EXPECT_EQ(RowsOf(result.output), RowsOf(results[0].output));
      EXPECT_THAT(result.summary.validation, SizeIs(options_.epochs));
      EXPECT_LT(result.summary.validation.back().loss, 1.03 * uninterrupted.validation.back().loss);
      EXPECT_NEAR(result.summary.loss, uninterrupted.loss, 0.05 * uninterrupted.loss);
    }
    return results.back().summary.first_loss;
  }

  TrainSummary Uninterrupted() const {
    return TrainApart({RankRun{ingest_, options_, {}}})[0].summary;
  }

  TempFolder folder_;
  std::filesystem::path kept_ = folder_.path() / "kept";
  std::chrono::milliseconds every_ = std::chrono::hours(1);
  IngestOptions ingest_;
  TrainOptions options_;
};

TEST_F(ReplicatedRun, StopsOnAllRanksAndGoesOnWithAnyNumberOfThem) {
  const TrainSummary uninterrupted = Uninterrupted();
  for (const std::size_t first : {1, 2, 4}) {
    std::filesystem::remove_all(kept_);
    double loss = 0;
    const std::vector<std::string> thrown = StopAfterOne(first, &loss);
    EXPECT_THAT(thrown, Each(thrown[0]));
    EXPECT_THAT(thrown[0], MatchesRegex("TrainingStopped stopped at 3[34] %"));
    ASSERT_THAT(CheckpointsIn(kept_), SizeIs(1));
    for (const std::size_t then : {1, 2, 4}) {
      SCOPED_TRACE(::testing::Message() << first << " ranks, then " << then);
      const std::filesystem::path copy = folder_.path() / "copy";
      std::filesystem::remove_all(copy);
      std::filesystem::copy(kept_, copy);
      std::vector<RankRun> runs = Keeping(then, true);
      for (RankRun& run : runs) run.control.checkpoints.folder = copy;
      EXPECT_DOUBLE_EQ(ExpectGoesOn(runs, uninterrupted), loss);
    }
  }
}

// A run that is asked to stop as soon as it trains comes to a meeting in the middle of an epoch.
TEST_F(ReplicatedRun, StopsInTheMiddleOfAnEpochAndLosesNothing) {
  const TrainSummary uninterrupted = Uninterrupted();
  std::stop_source source;
  Doing stopping;
  stopping.on_vocabulary = [&source] { source.request_stop(); };
  std::vector<RankRun> runs = Keeping(3, false, &stopping);
  runs.back().control.stop = source.get_token();
  const std::vector<std::string> thrown = ThrownBy(runs);
  EXPECT_THAT(thrown, Each(thrown[0]));
  EXPECT_THAT(thrown[0], MatchesRegex("TrainingStopped stopped at [1-9] %"));
  ExpectGoesOn(Keeping(2, true), uninterrupted);
}

// The text is so short that an epoch is one interval, which ends early each time.
TEST_F(ReplicatedRun, InManyPiecesTrainsEveryTokenOnce) {
  ingest_.corpus = {folder_.Write("corpus", TopicLines(8'000, 10, 1))};
  ingest_.block_bytes = 5'000;
  std::vector<RankEnd> ends;
  int pieces = 0;
  do {
    std::stop_source source;
    Doing stopping;
    stopping.on_vocabulary = [&source] { source.request_stop(); };
    const std::size_t ranks = 1 + static_cast<std::size_t>(pieces) % 3;
    std::vector<RankRun> runs = Keeping(ranks, pieces > 0, &stopping);
    runs.back().control.stop = source.get_token();
    ends = EndsOf(runs);
    ASSERT_THAT(ends[0].thrown, AnyOf(IsEmpty(), StartsWith("TrainingStopped ")));
    ASSERT_LT(++pieces, 100);
  } while (!ends[0].result);
  EXPECT_GT(pieces, 8);
  const TrainSummary& summary = ends[0].result->summary;
  EXPECT_EQ(summary.trained, summary.tokens * options_.epochs);
}

// One rank wants a checkpoint at every meeting.
TEST_F(ReplicatedRun, PausesForCheckpointsAndLosesNothing) {
  const TrainSummary uninterrupted = Uninterrupted();
  std::vector<RankRun> runs = Keeping(3, false);
  runs[1].control.checkpoints.every = {};
  ExpectGoesOn(runs, uninterrupted);
  EXPECT_THAT(CheckpointsIn(kept_), SizeIs(2));
}

TEST_F(ReplicatedRun, ThatWasThroughIsThroughAgain) {
  const auto rows = RowsOf(TrainApart(Keeping(2, false))[0].input);
  for (const TrainResult& again : TrainApart(Keeping(3, true))) {
    EXPECT_EQ(RowsOf(again.input), rows);
    EXPECT_EQ(again.summary.trained, again.summary.tokens * options_.epochs);
  }
}

TEST_F(ReplicatedRun, OfTextsOfTheirOwnRefusesAnotherNumberOfRanks) {
  ingest_.local_corpus = true;
  EXPECT_THAT(StopAfterOne(2), Each(StartsWith("TrainingStopped ")));
  EXPECT_THAT(ThrownBy(Keeping(3, true)), Each(StartsWith(Start(ErrorKind::kMalformed))));
  const std::vector<TrainResult> results = TrainApart(Keeping(2, true));
  EXPECT_EQ(results[0].summary.trained, results[0].summary.tokens * options_.epochs);
}

TEST_F(ReplicatedRun, ReturnsItsRowsOnAllRanksIfTheyAreWantedWhenItIsStopped) {
  std::stop_source source;
  Doing stopping;
  stopping.on_epoch = [&source] { source.request_stop(); };
  std::vector<RankRun> runs = Keeping(3, false, &stopping);
  for (RankRun& run : runs) run.control.keep_rows_on_stop = true;
  runs.back().control.stop = source.get_token();
  const std::vector<TrainResult> results = TrainApart(runs);
  for (const TrainResult& result : results) {
    EXPECT_TRUE(result.summary.stopped);
    EXPECT_EQ(result.summary.epochs, 1u);
    EXPECT_EQ(RowsOf(result.input), RowsOf(results[0].input));
  }
}

TEST_F(ReplicatedRun, EndsOnAllRanksWithWhatAnObserverThrows) {
  const auto thrown_at = [&](std::function<void()> Doing::*when) {
    Doing throwing;
    throwing.*when = [] { throw std::runtime_error("enough"); };
    std::vector<RankRun> runs(3, RankRun{ingest_, options_, {}});
    runs[1].observer = &throwing;
    return ThrownBy(runs);
  };
  EXPECT_THAT(thrown_at(&Doing::on_vocabulary), Each(HasSubstr("enough")));
  EXPECT_THAT(thrown_at(&Doing::on_epoch), Each(HasSubstr("enough")));
  // Thrown on a thread where nobody catches it: that rank says so, and the others are stopped.
  const std::vector<std::string> in_training = thrown_at(&Doing::on_progress);
  EXPECT_THAT(in_training[1], HasSubstr("enough"));
  EXPECT_THAT(in_training[0], StartsWith("TrainingStopped "));
  EXPECT_THAT(in_training[2], in_training[0]);
  const std::vector<std::string> at_the_end = thrown_at(&Doing::on_last_progress);
  EXPECT_THAT(at_the_end[1], HasSubstr("enough"));
  EXPECT_THAT(at_the_end, Each(Not(HasSubstr("has ended")))) << "nobody waits in vain";
}

TEST_F(ReplicatedRun, EndsOnAllRanksIfCheckpointsHaveNoFolder) {
  kept_ = folder_.Write("file", "") / "kept";
  const std::vector<std::string> thrown = ThrownBy(Keeping(3, false));
  EXPECT_THAT(thrown, Each(AllOf(StartsWith(Start(ErrorKind::kCannotCreate)), thrown[0])));
}

TEST_F(ReplicatedRun, EndsOnAllRanksIfACheckpointCannotBeWritten) {
  Doing removing;
  removing.on_epoch = [this] { std::filesystem::remove_all(kept_); };
  const std::vector<std::string> thrown = ThrownBy(Keeping(3, false, &removing));
  EXPECT_THAT(thrown, Each(AllOf(StartsWith(Start(ErrorKind::kCannotCreate)), thrown[0])));
}

TEST_F(ReplicatedRun, RefusesCheckpointsOfAnEarlierRunOnAllRanks) {
  StopAfterOne(2);
  const std::vector<std::string> thrown = ThrownBy(Keeping(2, false));
  EXPECT_THAT(thrown, Each(AllOf(StartsWith(Start(ErrorKind::kUsage)), thrown[0])));
}

TEST_F(ReplicatedRun, DivergesOnAllRanksWithTheSameMessage) {
  options_.alpha = 50;
  for (const std::size_t ranks : {2, 4}) {
    const std::vector<std::string> thrown = ThrownBy(Keeping(ranks, false));
    EXPECT_THAT(thrown, Each(AllOf(StartsWith("TrainingDiverged training diverged: "), thrown[0])));
    EXPECT_FALSE(HasCheckpoints(kept_)) << "nothing may be kept of it";
  }
}

}  // namespace
}  // namespace hogvec
