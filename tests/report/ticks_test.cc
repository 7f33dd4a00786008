#include "report/ticks.h"

#include <gmock/gmock.h>

#include <cmath>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> LabelsOf(const Ticks& ticks) {
  std::vector<std::string> labels;
  for (const Tick& tick : ticks.ticks) labels.push_back(tick.label);
  return labels;
}

TEST(LinearTicks, AreRoundNumbers) {
  EXPECT_THAT(LabelsOf(LinearTicks(0, 5, 5)), ElementsAre("0", "1", "2", "3", "4", "5"));
  EXPECT_THAT(LabelsOf(LinearTicks(0.93, 1.36, 5)),
              ElementsAre("0.9", "1.0", "1.1", "1.2", "1.3", "1.4"));
  EXPECT_THAT(LabelsOf(LinearTicks(-3, 12, 4)), ElementsAre("-5", "0", "5", "10", "15"));
  EXPECT_THAT(LabelsOf(LinearTicks(0, 34'000, 4)),
              ElementsAre("0", "10\xc2\xa0k", "20\xc2\xa0k", "30\xc2\xa0k", "40\xc2\xa0k"));
}

TEST(LinearTicks, ReachAroundAllValuesAndAreFew) {
  for (const double low : {-1e9, -7.3, 0., 0.001, 3., 1e6}) {
    for (const double span : {1e-3, 0.5, 1., 9.99, 1234., 1e12}) {
      const Ticks ticks = LinearTicks(low, low + span, 5);
      EXPECT_LE(ticks.low, low + 1e-6 * span);
      EXPECT_GE(ticks.high, low + span - 1e-6 * span);
      EXPECT_GE(ticks.ticks.size(), 2u);
      EXPECT_LE(ticks.ticks.size(), 7u);
      EXPECT_EQ(ticks.ticks.front().value, ticks.low);
      EXPECT_NEAR(ticks.ticks.back().value, ticks.high, 1e-6 * span);
    }
  }
}

TEST(LinearTicks, WidenBoundsThatAreEqualOrNearly) {
  for (const double value : {0., 1., -4., 1e17, 1e-30}) {
    const Ticks ticks = LinearTicks(value, std::nextafter(value, HUGE_VAL), 5);
    EXPECT_LT(ticks.low, ticks.high);
    EXPECT_LE(ticks.ticks.size(), 7u);
  }
}

TEST(LogTicks, AreDecades) {
  EXPECT_THAT(LabelsOf(LogTicks(5, 2'000, 7)),
              ElementsAre("1", "10", "100", "1\xc2\xa0k", "10\xc2\xa0k"));
  EXPECT_THAT(LabelsOf(LogTicks(1, 1'000, 7)), ElementsAre("1", "10", "100", "1\xc2\xa0k"));
}

TEST(LogTicks, LeaveDecadesOutWhereTheyAreMany) {
  EXPECT_THAT(LabelsOf(LogTicks(1, 1e8, 4)), ElementsAre("1", "1\xc2\xa0k", "1\xc2\xa0M"));
}

TEST(LogTicks, HaveTwoEndsForOneValue) {
  EXPECT_THAT(LabelsOf(LogTicks(5, 5, 7)), ElementsAre("1", "10"));
  EXPECT_THAT(LabelsOf(LogTicks(10, 10, 7)), ElementsAre("10", "100"));
}

}  // namespace
}  // namespace hogvec
