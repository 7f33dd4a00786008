#include "report/numbers.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hogvec {
namespace {

constexpr const char* kDash = "\xe2\x80\x93";

TEST(Fixed, HasItsDigits) {
  EXPECT_EQ(Fixed(0.94216, 4), "0.9422");
  EXPECT_EQ(Fixed(-1, 0), "-1");
  EXPECT_EQ(Fixed(NAN, 2), kDash);
  EXPECT_EQ(Fixed(HUGE_VAL, 2), kDash);
}

TEST(ShortNumber, HasThreeDigitsAndAUnit) {
  EXPECT_EQ(ShortNumber(0), "0");
  EXPECT_EQ(ShortNumber(999), "999");
  EXPECT_EQ(ShortNumber(1000), "1\xc2\xa0k");
  EXPECT_EQ(ShortNumber(1234), "1.23\xc2\xa0k");
  EXPECT_EQ(ShortNumber(999'600), "1\xc2\xa0M");
  EXPECT_EQ(ShortNumber(16'718'844), "16.7\xc2\xa0M");
  EXPECT_EQ(ShortNumber(100'000'000), "100\xc2\xa0M");
  EXPECT_EQ(ShortNumber(5e12), "5000\xc2\xa0G");
  EXPECT_EQ(ShortNumber(-2500), "-2.5\xc2\xa0k");
  EXPECT_EQ(ShortNumber(NAN), kDash);
}

TEST(Percent, HasADigit) {
  EXPECT_EQ(Percent(0.1234), "12.3\xc2\xa0%");
  EXPECT_EQ(Percent(1), "100.0\xc2\xa0%");
  EXPECT_EQ(Percent(NAN), kDash);
}

TEST(Seconds, AreExactWhileTheyAreFew) {
  EXPECT_EQ(Seconds(0.724), "0.72\xc2\xa0s");
  EXPECT_EQ(Seconds(59.99), "59.99\xc2\xa0s");
  EXPECT_EQ(Seconds(59.999), "1 min 00 s");
  EXPECT_EQ(Seconds(7800), "2 h 10 min");
  EXPECT_EQ(Seconds(NAN), kDash);
}

}  // namespace
}  // namespace hogvec
