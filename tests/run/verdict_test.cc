#include "run/verdict.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "training/progress.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A thousand tokens in a hundred lines, trained as texts usually are.
TrainedPairs Usual() {
  return {.tokens = 1000, .lines = 100, .trained = 5000, .pairs = 9000, .losses = 90, .loss = 2};
}

std::string Refusal(const TrainedPairs& run) { return LackOfPairs(run, {}).value_or(""); }

TEST(Verdict, OfAUsualRunIsSilent) {
  EXPECT_EQ(Refusal(Usual()), "");
  EXPECT_THAT(DoubtsOf(Usual(), {}), IsEmpty());
}

TEST(Verdict, RefusesARunWithoutAPairAndSaysWhy) {
  TrainedPairs run = Usual();
  run.pairs = run.losses = 0;
  EXPECT_THAT(Refusal(run), HasSubstr("--sample 0"));
  run.lines = run.tokens;
  EXPECT_THAT(Refusal(run), HasSubstr("--sentence file"));
}

// A run that goes on from a checkpoint at its very end trains nothing itself.
TEST(Verdict, CountsTheLossesOfEarlierProcesses) {
  TrainedPairs run = Usual();
  run.trained = run.pairs = 0;
  EXPECT_EQ(Refusal(run), "");
  EXPECT_THAT(DoubtsOf(run, {}), IsEmpty());
}

TEST(Verdict, WarnsOfNextToNoPairs) {
  TrainedPairs run = Usual();
  run.pairs = 49;
  EXPECT_THAT(DoubtsOf(run, {}), ElementsAre(HasSubstr("49 pairs of words from 5000 tokens")));
  run.pairs = 50;
  EXPECT_THAT(DoubtsOf(run, {}), IsEmpty());
}

TEST(Verdict, WarnsOfALossAboveChanceAndNamesAllThatMayHelp) {
  TrainedPairs run = Usual();
  run.loss = 4.3;  // chance is 6 ln 2 = 4.159
  EXPECT_THAT(DoubtsOf(run, {.window = 50}),
              ElementsAre(AllOf(HasSubstr("4.1589"), HasSubstr("--alpha (it is 0.05)"),
                                HasSubstr("--window (50)"), HasSubstr("--negative (5)"))));
  run.loss = ChanceLoss(5);
  EXPECT_THAT(DoubtsOf(run, {}), IsEmpty());
}

TEST(Verdict, OfCbowCountsWindows) {
  const TrainOptions cbow{.architecture = Architecture::kCbow};
  TrainedPairs run = Usual();
  run.pairs = 49;
  run.loss = 4.3;
  EXPECT_THAT(DoubtsOf(run, cbow),
              ElementsAre(HasSubstr("49 windows with a context word from 5000 tokens"),
                          AllOf(HasSubstr("4.3000 per window"),
                                HasSubstr(fmt::format("(it is {:g})", DefaultAlpha(cbow))))));
}

struct Warnings : TrainObserver {
  void OnWarning(const std::string& line) override { lines.push_back(line); }
  std::vector<std::string> lines;
};

class Learned : public ::testing::Test {
 protected:
  TrainResult Train(const std::string& text) {
    IngestOptions ingest;
    ingest.corpus = {folder_.Write("text", text)};
    return hogvec::Train(ingest, options_, warnings_);
  }

  testing::TempFolder folder_;
  TrainOptions options_{.dim = 4, .epochs = 2, .threads = 1};
  Warnings warnings_;
};

TEST_F(Learned, NothingFromOneWordALine) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "cat\ndog\n";
  EXPECT_THROW(Train(text), Error);
}

TEST_F(Learned, HardlyAnythingFromAFewLinesOfTwo) {
  options_.sample = 0;
  std::string text = "cat dog\n";
  for (int i = 0; i < 500; ++i) text += "cat\ndog\n";
  EXPECT_EQ(Train(text).summary.tokens, 1002u);
  EXPECT_THAT(warnings_.lines, ElementsAre(HasSubstr("4 pairs of words from 2004 tokens")));
}

TEST_F(Learned, NoHeldOutLossFromSingleWords) {
  options_.sample = 0;
  options_.validation.text = {folder_.Write("single", "cat\ndog\n")};
  std::string text;
  for (int i = 0; i < 50; ++i) text += "cat dog\n";
  EXPECT_THROW(Train(text), Error);
}

}  // namespace
}  // namespace hogvec
