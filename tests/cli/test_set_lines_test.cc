#include "cli/test_set_lines.h"

#include <gtest/gtest.h>

#include <vector>

namespace hogvec {
namespace {

TEST(NoResult, IsSaidOfPairsThatAreTooFew) {
  EXPECT_EQ(NoResult("p", PairScore{.rank = Estimate{}, .linear = Estimate{}, .covered = 2}), "");
  EXPECT_EQ(
      NoResult("p", PairScore{.covered = 1, .skipped = 1233}),
      "p: no result: the vectors have both words of 1 of its 1,234 pairs, and two are needed");
}

TEST(NoResult, IsSaidOfQuestionsThatNobodyCanAsk) {
  std::vector<SectionScore> sections{{.name = "a", .skipped = 3}, {.name = "b", .skipped = 4}};
  EXPECT_EQ(NoResult("q", sections),
            "q: no result: the vectors have all four words of none of its 7 questions");
  sections[1].covered = 1;
  EXPECT_EQ(NoResult("q", sections), "");
}

TEST(PassedOverLine, CountsTheLinesOfAFile) {
  EXPECT_EQ(PassedOverLine("p", PairScore{}), "");
  EXPECT_EQ(PassedOverLine("p\x1b", PairScore{.passed_over = 1234}),
            "p\\x1b: warning: 1,234 lines that are no pair passed over\n");
  const std::vector<SectionScore> sections{{.name = "a", .passed_over = 3},
                                           {.name = "b", .passed_over = 4}};
  EXPECT_EQ(PassedOverLine("q", sections),
            "q: warning: 7 lines that are no question passed over\n");
}

TEST(UnseenLine, SaysHowMuchOfATestSetHasUnseenWords) {
  EXPECT_EQ(UnseenLine("p", PairScore{.covered = 7}), "");
  EXPECT_EQ(UnseenLine("p\x1b", PairScore{.covered = 1234, .unseen = 2}),
            "p\\x1b: 2 of 1,234 pairs have a word that was not in the training text; its vector is "
            "made from its n-grams\n");
  const std::vector<SectionScore> sections{{.name = "a", .covered = 3, .unseen = 1},
                                           {.name = "b", .covered = 4, .unseen = 2}};
  EXPECT_EQ(UnseenLine("q", sections),
            "q: 3 of 7 questions have a word that was not in the training text; its vector is made "
            "from its n-grams\n");
  EXPECT_EQ(UnseenLine("q", std::vector<SectionScore>{{.name = "a", .covered = 3}}), "");
}

}  // namespace
}  // namespace hogvec
