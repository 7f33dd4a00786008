#include "cli/no_result.h"

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

}  // namespace
}  // namespace hogvec
