#include "training/learning_rate.h"

#include <gtest/gtest.h>

#include "training/progress.h"

namespace hogvec {
namespace {

TEST(LearningRate, FallsLinearlyToItsFloor) {
  const LearningRate rate(0.05, 1000);
  EXPECT_DOUBLE_EQ(rate.At(0), 0.05);
  EXPECT_DOUBLE_EQ(rate.At(500), 0.025);
  EXPECT_DOUBLE_EQ(rate.At(1000), 0.05 * 1e-4);
  EXPECT_DOUBLE_EQ(rate.At(2000), 0.05 * 1e-4);
}

TEST(LearningRate, FallsToWhatItIsTold) {
  const LearningRate rate(0.05, 1000, 0.01);
  EXPECT_DOUBLE_EQ(rate.At(0), 0.05);
  EXPECT_DOUBLE_EQ(rate.At(250), 0.04);
  EXPECT_DOUBLE_EQ(rate.At(1000), 0.01);
  EXPECT_DOUBLE_EQ(rate.At(2000), 0.01);
  EXPECT_EQ(LearningRate(0.05, 1000, 0).At(1000), 0);
  EXPECT_DOUBLE_EQ(LearningRate(0.05, 1000, 0.05).At(700), 0.05);
}

TEST(LearningRate, NeverRises) {
  const LearningRate rate(0.05, 777);
  for (std::uint64_t done = 1; done <= 800; ++done) EXPECT_LE(rate.At(done), rate.At(done - 1));
}

TEST(Progress, KeepsLossByEpochAndInAll) {
  Progress progress(0, std::vector<LossSum>(2), HopelessLoss(5));
  progress.AddLoss(0, {6, 2});
  progress.AddLoss(1, {1, 1});
  progress.AddLoss(1, {3, 1});
  EXPECT_DOUBLE_EQ(progress.LossOfEpoch(0).Mean(), 3);
  EXPECT_DOUBLE_EQ(progress.LossOfEpoch(1).Mean(), 2);
  EXPECT_DOUBLE_EQ(progress.LossOfAll().Mean(), 2.5);
  EXPECT_TRUE(std::isnan(LossSum().Mean())) << "no pairs have no loss";
}

TEST(Progress, AddsTokens) {
  Progress progress(0, {{}}, HopelessLoss(5));
  progress.AddTokens(3);
  progress.AddTokens(4);
  EXPECT_EQ(progress.tokens_done(), 7u);
}

// What replicas have trained since they last reported is guessed by their share of the text.
TEST(Progress, CountsReplicasByWhatTheyHaveReported) {
  Progress progress(100, {{}}, HopelessLoss(5));
  progress.SetAllPerOwn(3);
  progress.AddTokens(10);
  EXPECT_EQ(progress.tokens_done(), 130u);
  EXPECT_EQ(progress.own_tokens(), 10u);
  progress.Take({.tokens_of_all = 112, .own_tokens = 10});
  EXPECT_EQ(progress.tokens_done(), 112u);
  progress.AddTokens(1);
  EXPECT_EQ(progress.tokens_done(), 115u);
  progress.Take({.tokens_of_all = 5, .own_tokens = 4});
  EXPECT_EQ(progress.tokens_done(), 26u) << "seven more since, for each of three";
}

TEST(Progress, AddsWhatItIsToldOfOthersToItsOwn) {
  Progress progress(0, std::vector<LossSum>(2), HopelessLoss(5));
  progress.AddLoss(1, {1, 1});
  progress.AddPairs(4);
  progress.Take({.tokens_of_all = 0, .own_tokens = 0, .losses = {{6, 2}, {3, 1}}, .pairs = 5});
  EXPECT_DOUBLE_EQ(progress.LossOfEpoch(0).Mean(), 3);
  EXPECT_DOUBLE_EQ(progress.LossOfEpoch(1).Mean(), 2);
  EXPECT_EQ(progress.OwnLosses()[1].pairs, 1u);
  EXPECT_EQ(progress.pairs_done(), 9u);
  EXPECT_EQ(progress.own_pairs(), 4u);
}

}  // namespace
}  // namespace hogvec
