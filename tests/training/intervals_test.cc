#include "training/intervals.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

constexpr IntervalPlan kPlan{.first = 10, .growth = 0.5, .last = 100};

TEST(Intervals, GrowWithWhatIsTrainedUpToTheLast) {
  Intervals intervals(kPlan, 0, 1000);
  double before = 0;
  for (; !intervals.IsLast(); intervals.Pass()) {
    const double tokens = 1000 * (intervals.End() - intervals.Begin());
    EXPECT_GE(tokens, before - 1e-9);
    EXPECT_GE(tokens, 10 - 1e-9);
    EXPECT_LE(tokens, 100 + 1e-9);
    EXPECT_EQ(intervals.IsShort(), tokens < 100 - 1e-9);
    before = tokens;
  }
  EXPECT_NEAR(before, 100, 1e-9);
}

TEST(Intervals, CoverTheEpochOnce) {
  for (const double left : {1.0, 9.0, 151.0, 1000.0}) {
    Intervals intervals(kPlan, 70, left);
    double end = 0;
    for (; !intervals.AllPassed(); intervals.Pass()) {
      EXPECT_EQ(intervals.Begin(), end);
      EXPECT_GT(intervals.End(), end);
      end = intervals.End();
    }
    EXPECT_EQ(end, 1);
  }
}

TEST(Intervals, GoOnGrowingFromWhatIsDone) {
  const Intervals later(kPlan, 60, 1000);
  EXPECT_NEAR(later.End(), 0.03, 1e-9);
  const Intervals grown(kPlan, 1000, 1000);
  EXPECT_NEAR(grown.End(), 0.1, 1e-9);
  EXPECT_FALSE(grown.IsShort());
  EXPECT_EQ(grown.count(), 10u);
}

TEST(Intervals, HaveOneForAnEpochWithNothingLeft) {
  Intervals intervals(kPlan, 500, 0);
  EXPECT_EQ(intervals.count(), 1u);
  EXPECT_TRUE(intervals.IsLast());
  intervals.Pass();
  EXPECT_TRUE(intervals.AllPassed());
}

}  // namespace
}  // namespace hogvec
