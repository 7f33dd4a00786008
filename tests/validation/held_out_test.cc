#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "hogvec/error.h"
#include "hogvec/train.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

WordVectors Model(std::size_t words) {
  WordVectors model{.words = {}, .table = {words, 4}, .output = {words, 4}};
  for (std::size_t i = 0; i < words; ++i) {
    model.words.FindOrAdd("w" + std::to_string(i));
    model.counts.push_back(words - i);
  }
  return model;
}

class HeldOut : public ::testing::Test {
 protected:
  HeldOut() { options_.sample = 0; }

  HeldOutLoss Score(const WordVectors& model, std::string_view text) {
    return ScoreHeldOut(model, {.corpus = {folder_.Write("text", text)}}, options_);
  }

  testing::TempFolder folder_;
  TrainOptions options_;
};

// Rows of zeros say nothing of any pair: log 2 for it and for each negative that is not the centre.
TEST_F(HeldOut, OfAModelThatKnowsNothingIsThatOfChance) {
  options_.negative = 3;
  const HeldOutLoss loss = Score(Model(1000), "w1 w2 w3 w4\nw5 w6\n");
  EXPECT_EQ(loss.tokens, 6u);
  EXPECT_NEAR(loss.loss, 4 * std::log(2), 0.05);
}

TEST_F(HeldOut, IsCountedByTheCentreWord) {
  options_.window = 1;
  const HeldOutLoss loss = Score(Model(20), "w0 w19 unknown w1\n");
  EXPECT_EQ(loss.pairs, 4u);
  ASSERT_EQ(loss.bands.size(), 10u);
  EXPECT_EQ(loss.bands[0].pairs, 2u);
  EXPECT_EQ(loss.bands[9].pairs, 2u);
  EXPECT_EQ(loss.bands[9].last, 20u);
}

TEST_F(HeldOut, LooksAtWindowsAsTheyWereTrained) {
  options_.window = 2;
  options_.shrink_windows = false;
  EXPECT_EQ(Score(Model(20), "w0 w1 w2 w3\nw4\n").pairs, 2u + 3u + 3u + 2u);
}

// The only pair is foretold by rows of +-1: log(1 + e^-4), and each negative w1 costs nothing more.
TEST_F(HeldOut, IsTheLossOfTheRows) {
  WordVectors model = Model(2);
  std::ranges::fill(model.table.Row(ToWordId(0)), 1.0f);
  std::ranges::fill(model.table.Row(ToWordId(1)), 1.0f);
  std::ranges::fill(model.output.Row(ToWordId(0)), 1.0f);
  std::ranges::fill(model.output.Row(ToWordId(1)), 1.0f);
  options_.negative = 0;
  EXPECT_THROW(Score(model, "w0 w1\n"), Error) << "no negatives are no training";
  options_.negative = 1;
  options_.ns_exponent = 0;
  const double pair = std::log1p(std::exp(-4)), negative = std::log1p(std::exp(4));
  const double loss = Score(model, "w0 w1\n").loss;
  const double drawn = (loss - pair) / negative;  // of the two negatives, those that were no centre
  EXPECT_NEAR(drawn * 2, std::round(drawn * 2), 1e-6);
}

// Dots of 1600: e^1600 is no number, the loss of each negative is.
TEST_F(HeldOut, IsFiniteForRowsThatAreFarOff) {
  WordVectors model = Model(2);
  for (EmbeddingTable* table : {&model.table, &model.output}) {
    for (const std::size_t row : {0, 1}) std::ranges::fill(table->Row(ToWordId(row)), 20.0f);
  }
  options_.negative = 50;
  options_.ns_exponent = 0;
  const double drawn = Score(model, "w0 w1\n").loss * 2 / 1600;
  EXPECT_NEAR(drawn, std::round(drawn), 1e-9);
  EXPECT_GT(drawn, 20);
}

TEST_F(HeldOut, NeedsAWholeModelAndItsWords) {
  WordVectors model = Model(3);
  EXPECT_THROW(Score(model, "none of them\n"), Error);
  model.output = {};
  EXPECT_THROW(Score(model, "w0 w1\n"), Error);
}

}  // namespace
}  // namespace hogvec
