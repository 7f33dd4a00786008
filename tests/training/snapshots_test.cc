#include "training/snapshots.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

class SnapshotsTest : public ::testing::Test {
 protected:
  Progress progress_{0, std::vector<LossSum>(3), HopelessLoss(5)};
  LearningRate rate_{0.1, 300};
  Stopwatch watch_;
};

TEST_F(SnapshotsTest, SayWhereTrainingStands) {
  Snapshots snapshots(progress_, rate_, watch_, 300, 3);
  EXPECT_EQ(snapshots().epoch, 1u);
  progress_.AddTokens(150);
  const TrainProgress now = snapshots();
  EXPECT_EQ(now.phase, TrainProgress::Phase::kTraining);
  EXPECT_EQ(now.tokens_done, 150u);
  EXPECT_EQ(now.tokens_total, 300u);
  EXPECT_EQ(now.epoch, 2u);
  EXPECT_EQ(now.epochs, 3u);
  EXPECT_EQ(now.alpha, rate_.At(150));
  EXPECT_GT(now.words_per_second, 0);
  EXPECT_NEAR(now.seconds_left * now.words_per_second, 150, 1e-6);
  progress_.AddTokens(150);
  EXPECT_EQ(snapshots().epoch, 3u) << "there is no fourth";
}

TEST_F(SnapshotsTest, TakeTheLossOfWhatIsNew) {
  progress_.AddLoss(0, {100, 10});  // of an earlier run
  Snapshots snapshots(progress_, rate_, watch_, 300, 3);
  progress_.AddLoss(0, {6, 2});
  EXPECT_EQ(snapshots().loss, 3);
  EXPECT_EQ(snapshots().loss, 3) << "the last, if nothing is";
  progress_.AddLoss(1, {2, 2});
  EXPECT_EQ(snapshots().loss, 1);
}

TEST_F(SnapshotsTest, CountTheSpeedOfThisProcessOnly) {
  Progress resumed(200, std::vector<LossSum>(3), HopelessLoss(5));
  Snapshots snapshots(resumed, rate_, watch_, 300, 3);
  EXPECT_EQ(snapshots().words_per_second, 0);
  EXPECT_EQ(snapshots().seconds_left, 0);
}

}  // namespace
}  // namespace hogvec
