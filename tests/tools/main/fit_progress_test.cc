#include "main/fit_progress.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

Subwords Empty() { return {NgramOptions{.min_n = 2, .max_n = 5}, {}, {}, EmbeddingTable(0, 2)}; }

TEST(FitProgress, IsThatOfItsPhase) {
  EXPECT_THAT(FiguresOf({.phase = FitProgress::Phase::kListing}), ElementsAre("listing n-grams"));
  EXPECT_THAT(FiguresOf({.phase = FitProgress::Phase::kFitting, .share = 0.5, .seconds_left = 65}),
              ElementsAre("fitting n-grams 1:05 left", "fitting 1:05 left"));
  EXPECT_THAT(FiguresOf({.phase = FitProgress::Phase::kFitting}),
              ElementsAre("fitting n-grams", "fitting"));
  EXPECT_THAT(FiguresOf({.phase = FitProgress::Phase::kChecking, .share = 1}),
              ElementsAre("comparing the words held out", "comparing"));
}

TEST(FitLines, SayWhatWasFittedAndHowWell) {
  FitReport report{.words = 75'154, .ngrams = 326'116, .explained = 0.4862};
  EXPECT_EQ(FitLines(report, Empty()),
            "n-grams   326,116 of 2 to 5 characters, fitted to 75,154 words: 48.6 % of their "
            "squared length\n");
  report.left_out = 1234;
  report.held_out =
      HeldOutFit{.words = 1000, .cosine = 0.487, .constant = 0.397, .among_ten = 0.125};
  EXPECT_EQ(FitLines(report, Empty()),
            "n-grams   326,116 of 2 to 5 characters, fitted to 75,154 words: 48.6 % of their "
            "squared length\n"
            "left out  1,234 words without n-grams or count, or too long\n"
            "held out  1,000 words: mean cosine with their own vector 0.487, 0.397 for a constant\n"
            "          12.5 % are among the 10 words nearest to their fitted vector\n");
}

}  // namespace
}  // namespace hogvec
