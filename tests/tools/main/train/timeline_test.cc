#include "main/train/timeline.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

RunRecord::Moment At(double seconds, double loss = 1) {
  return {seconds, seconds / 10, static_cast<std::uint64_t>(seconds * 100), loss};
}

TEST(Timeline, KeepsAllOfAShortRun) {
  Timeline timeline(8);
  for (int i = 1; i <= 7; ++i) timeline.Add(At(i));
  const auto moments = timeline.Moments();
  ASSERT_EQ(moments.size(), 7u);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(moments[i].seconds, static_cast<double>(i + 1));
}

TEST(Timeline, StaysEvenAndBoundedHoweverLongTheRun) {
  Timeline timeline(8);
  constexpr int kLong = 1'000;
  for (int i = 1; i <= kLong; ++i) {
    timeline.Add(At(i));
    ASSERT_LE(timeline.Moments().size(), 8u);
  }
  const auto moments = timeline.Moments();
  EXPECT_GE(moments.size(), 4u);
  EXPECT_EQ(moments.back().seconds, kLong);
  EXPECT_EQ(moments.back().tokens, 100u * kLong);
  const double step = moments[0].seconds;
  for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
    EXPECT_EQ(moments[i].seconds, step * static_cast<double>(i + 1));
  }
}

TEST(Timeline, KeepsTheMeanOfTheLosses) {
  Timeline timeline(4);
  for (int i = 1; i <= 16; ++i) timeline.Add(At(i, i));
  const auto moments = timeline.Moments();  // of eight each
  ASSERT_EQ(moments.size(), 2u);
  EXPECT_DOUBLE_EQ(moments[0].loss, 4.5);
  EXPECT_DOUBLE_EQ(moments[1].loss, 12.5);
}

TEST(Timeline, IsEmptyAtFirst) { EXPECT_TRUE(Timeline().Moments().empty()); }

}  // namespace
}  // namespace hogvec
