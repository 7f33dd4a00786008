#include "model/merge_schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::IsEmpty;

const MergeRule kRule{.most = 30, .at_first = 10, .growth = 0.5, .least = 0.25};

TEST(MergeSchedule, CountsWhatRowsHaveMoved) {
  MergeSchedule schedule(kRule, {2, 0.5f, 0});
  EXPECT_EQ(schedule.rows(), 3u);
  schedule.Advance(1000, 0.05);
  schedule.Advance(200, 0.25);
  EXPECT_DOUBLE_EQ(schedule.travelled(), 100);
  EXPECT_DOUBLE_EQ(schedule.Moved(RowId{0}), 200);
  EXPECT_DOUBLE_EQ(schedule.Moved(RowId{1}), 50);
  EXPECT_DOUBLE_EQ(schedule.Moved(RowId{2}), 0);
  schedule.MarkMerged(std::vector{RowId{1}});
  schedule.Advance(10, 1);
  EXPECT_DOUBLE_EQ(schedule.Moved(RowId{0}), 220);
  EXPECT_DOUBLE_EQ(schedule.Moved(RowId{1}), 5);
}

TEST(MergeSchedule, MergesNewRowsFromTheLeastOn) {
  MergeSchedule schedule(kRule, {1, 0.5f});
  schedule.Advance(1, 0.125);
  EXPECT_THAT(schedule.DueRows(), IsEmpty());
  schedule.Advance(1, 0.125);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0}));
  schedule.MarkMerged(schedule.DueRows());
  EXPECT_THAT(schedule.DueRows(), IsEmpty());
  schedule.Advance(1, 0.25);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0}, RowId{1}));
}

TEST(MergeSchedule, MergesGrownRowsByTheirGrowthAndAtMost) {
  MergeSchedule schedule(kRule, {1, 4}, 8);  // u of 8 and 32 up to here
  schedule.Advance(1, 2.25);
  EXPECT_THAT(schedule.DueRows(), IsEmpty()) << "9 of at most 10, for the second";
  schedule.Advance(1, 0.25);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{1}));
  schedule.MarkMerged(std::vector{RowId{1}});
  schedule.Advance(1, 5.25);
  schedule.MarkMerged(std::vector{RowId{1}});
  EXPECT_THAT(schedule.DueRows(), IsEmpty()) << "7.75 of 15.75";
  schedule.Advance(1, 0.25);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0})) << "8 of 16";
}

TEST(MergeSchedule, WaitsLongerOnceRowsAreSettled) {
  MergeSchedule schedule(kRule, {4}, 1000);
  schedule.Advance(1, 2.5);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0}));
  schedule.SetSettled(true);
  EXPECT_THAT(schedule.DueRows(), IsEmpty());
  schedule.Advance(1, 5);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0}));
  schedule.MarkMerged(schedule.DueRows());
  schedule.Advance(1, 2.5);
  schedule.SetSettled(false);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0}));
}

TEST(MergeSchedule, WithoutGrowthMergesAtMostAlone) {
  MergeSchedule schedule({.at_first = 10, .growth = 2, .least = 0.25}, {1});
  schedule.Advance(1, 9.75);
  EXPECT_THAT(schedule.DueRows(), IsEmpty());
  schedule.Advance(1, 0.25);
  EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{0}));
}

TEST(MergeSchedule, NeverMergesRowsWithoutTerms) {
  for (const double least : {0.25, 0.0}) {
    MergeSchedule schedule({.at_first = 10, .growth = 0, .least = least}, {0, 1});
    schedule.Advance(1e12, 1);
    EXPECT_THAT(schedule.DueRows(), ElementsAre(RowId{1}));
  }
}

TEST(MergeSchedule, TakesAllRowsAsMerged) {
  MergeSchedule schedule(kRule, {3, 1, 2});
  schedule.Advance(1, 5);
  ASSERT_EQ(schedule.DueRows().size(), 3u);
  schedule.MarkAllMerged(schedule.travelled());
  EXPECT_THAT(schedule.DueRows(), IsEmpty());
  for (std::size_t row = 0; row < 3; ++row) EXPECT_EQ(schedule.Moved(ToRowId(row)), 0);
}

TEST(MergeSchedule, GoesOnFromWhereAnotherWas) {
  MergeSchedule one(kRule, {0.25f, 0.5f, 1, 2, 4}), merged = one;
  one.Advance(1, 8);
  one.MarkAllMerged(one.travelled());
  MergeSchedule resumed(kRule, {0.25f, 0.5f, 1, 2, 4}, one.travelled());
  for (int interval = 0; interval < 40; ++interval) {
    for (MergeSchedule* const schedule : {&one, &resumed}) schedule->Advance(1, 0.3);
    const std::vector<RowId> due = one.DueRows();
    EXPECT_EQ(resumed.DueRows(), due);
    for (MergeSchedule* const schedule : {&one, &resumed}) schedule->MarkMerged(due);
  }
}

// The rule as it is written down.
std::vector<RowId> DueByTheRule(const MergeRule& rule, std::span<const float> terms,
                                std::span<const double> merged_at, double travelled) {
  std::vector<RowId> due;
  for (std::size_t row = 0; row < terms.size(); ++row) {
    const double u = terms[row] * (travelled - merged_at[row]), whole = terms[row] * travelled;
    if (u >= std::min(rule.at_first, std::max(rule.least, rule.growth * whole))) {
      due.push_back(ToRowId(row));
    }
  }
  return due;
}

TEST(MergeSchedule, FindsDueRowsByTheRule) {
  Random random(1, RandomPurpose::kTest);
  std::vector<float> terms(500);
  for (float& each : terms) each = 1 / (0.01f + 100 * random.UnitFloat());
  for (const double growth : {0.0, 0.3, 0.5, 0.9}) {
    const MergeRule rule{.at_first = 7, .growth = growth, .least = 0.21};
    MergeSchedule schedule(rule, terms);
    std::vector<double> merged_at(terms.size());
    std::size_t merges = 0;
    for (int interval = 0; interval < 300; ++interval) {
      schedule.Advance(100, 0.03 * random.UnitFloat());
      const std::vector<RowId> due = schedule.DueRows();
      ASSERT_EQ(due, DueByTheRule(rule, terms, merged_at, schedule.travelled()));
      schedule.MarkMerged(due);
      for (const RowId row : due) merged_at[ToIndex(row)] = schedule.travelled();
      merges += due.size();
    }
    EXPECT_GT(merges, 1000u);
    EXPECT_LT(merges, 300 * terms.size() * 3 / 4);
  }
}

TEST(TermsOf, FollowsFromCounts) {
  // Shares 0.6, 0.3, 0.1, of which 0.3, 0.3, 0.1 are kept, 0.7 in all.
  const std::vector<std::uint64_t> counts = {6, 3, 1};
  const std::vector<double> keep = {0.5, 1, 1};
  const TermsPerToken terms = TermsOf(counts, keep, 1, 2, 3);
  EXPECT_THAT(terms.input, ElementsAre(FloatEq(2.4f), FloatEq(2.4f), FloatEq(0.8f)));
  EXPECT_THAT(terms.output, ElementsAre(FloatEq(3.12f), FloatEq(1.86f), FloatEq(0.62f)));
  const TermsPerToken even = TermsOf(counts, keep, 0, 2, 3);
  EXPECT_THAT(even.output, ElementsAre(FloatEq(2.0f), FloatEq(2.0f), FloatEq(1.6f)));
}

TEST(TermsOf, RaisesCountsToThePower) {
  const TermsPerToken terms =
      TermsOf(std::vector<std::uint64_t>{16, 1}, std::vector<double>{1, 1}, 0.75, 1, 9);
  EXPECT_THAT(terms.output,
              ElementsAre(FloatEq(16 / 17.f + 8), FloatEq(1 / 17.f + 1)));  // 8 of 9, 1 of 9
}

TEST(TermsOf, GivesWordsThatDoNotOccurNone) {
  for (const double exponent : {0.75, 0.0, -1.0}) {
    const TermsPerToken terms =
        TermsOf(std::vector<std::uint64_t>{4, 0}, std::vector<double>{1, 1}, exponent, 6, 5);
    EXPECT_THAT(terms.input, ElementsAre(36, 0));
    EXPECT_THAT(terms.output, ElementsAre(36, 0));
  }
}

TEST(TermsOf, GivesMovedByHand) {
  const TermsPerToken terms =
      TermsOf(std::vector<std::uint64_t>{6, 3, 1}, std::vector<double>{0.5, 1, 1}, 1, 2, 3);
  MergeSchedule input(kRule, terms.input), output(kRule, terms.output);
  for (MergeSchedule* const schedule : {&input, &output}) schedule->Advance(2000, 0.025);
  EXPECT_NEAR(input.Moved(RowId{2}), 40, 1e-5);
  EXPECT_NEAR(output.Moved(RowId{0}), 156, 1e-5);
}

}  // namespace
}  // namespace hogvec
