#include "base/number.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace hogvec {
namespace {

TEST(ParseInteger, TakesTheWholeTextOrNothing) {
  EXPECT_EQ(ParseInteger<int>("-12"), -12);
  EXPECT_EQ(ParseInteger<std::size_t>("007"), 7u);
  for (const char* text : {"", " 1", "1 ", "+1", "1.0", "1e3", "0x10", "-1"}) {
    EXPECT_EQ(ParseInteger<std::size_t>(text), std::nullopt) << text;
  }
}

TEST(ParseInteger, RefusesWhatDoesNotFit) {
  EXPECT_EQ(ParseInteger<std::uint64_t>("18446744073709551615"), 18446744073709551615u);
  EXPECT_EQ(ParseInteger<std::uint64_t>("18446744073709551616"), std::nullopt);
  EXPECT_EQ(ParseInteger<std::uint8_t>("256"), std::nullopt);
}

TEST(ParseFloat, TakesDecimalNumbers) {
  EXPECT_EQ(ParseFloat("1.5"), 1.5f);
  EXPECT_EQ(ParseFloat("+1"), 1.0f);
  EXPECT_EQ(ParseFloat("-.5"), -0.5f);
  EXPECT_EQ(ParseFloat("5."), 5.0f);
  EXPECT_EQ(ParseFloat("1.2e-05"), 1.2e-5f);
  EXPECT_EQ(ParseFloat("1E+2"), 100.0f);
  EXPECT_TRUE(std::signbit(*ParseFloat("-0")));
}

TEST(ParseFloat, TakesNanAndInfinity) {
  EXPECT_TRUE(std::isnan(*ParseFloat("nan")));
  EXPECT_TRUE(std::isnan(*ParseFloat("-nan")));
  EXPECT_EQ(ParseFloat("inf"), std::numeric_limits<float>::infinity());
  EXPECT_EQ(ParseFloat("-Infinity"), -std::numeric_limits<float>::infinity());
}

TEST(ParseFloat, RefusesWhatIsNoDecimalNumber) {
  for (const char* text : {"", "+", "-", ".", "e5", "1e", "1,5", "0x1p3", "0x10", " 1", "1 ", "1f",
                           "++1", "+-1", "--1", "1..2", "1e5.0"}) {
    EXPECT_EQ(ParseFloat(text), std::nullopt) << text;
  }
}

TEST(ParseFloat, RoundsToZeroWhatIsTooSmall) {
  EXPECT_EQ(ParseFloat("1e-45"), std::numeric_limits<float>::denorm_min());
  EXPECT_EQ(ParseFloat("1e-46"), 0.0f);
  EXPECT_EQ(ParseFloat("-1e-46"), 0.0f);
  EXPECT_EQ(ParseFloat("1E-400"), 0.0f);
  EXPECT_EQ(ParseFloat("1e-99999999999999999999"), 0.0f);
  EXPECT_EQ(ParseFloat("0." + std::string(60, '0') + "1"), 0.0f);
  EXPECT_EQ(ParseFloat("0." + std::string(60, '0') + "1e+2"), 0.0f);
  EXPECT_EQ(ParseFloat("." + std::string(60, '0') + "1"), 0.0f);
  EXPECT_EQ(ParseFloat("123456e-60"), 0.0f);
}

TEST(ParseFloat, RefusesWhatIsTooLarge) {
  EXPECT_EQ(ParseFloat("3.4028235e38"), std::numeric_limits<float>::max());
  EXPECT_EQ(ParseFloat("1e40"), std::nullopt);
  EXPECT_EQ(ParseFloat("-1e400"), std::nullopt);
  EXPECT_EQ(ParseFloat("1e99999999999999999999"), std::nullopt);
  EXPECT_EQ(ParseFloat(std::string(60, '9')), std::nullopt);
  EXPECT_EQ(ParseFloat(std::string(60, '9') + ".5"), std::nullopt);
  EXPECT_EQ(ParseFloat(std::string(60, '9') + "e-2"), std::nullopt);
}

TEST(ParseFloat, BringsTheDigitsOutOfRangeBackIfTheExponentDoes) {
  EXPECT_EQ(ParseFloat("1" + std::string(60, '0') + "e-60"), 1.0f);
  EXPECT_EQ(ParseFloat("0." + std::string(60, '0') + "1e61"), 1.0f);
}

TEST(ParseDouble, HasTheSameEdges) {
  EXPECT_EQ(ParseDouble("1e40"), 1e40);
  EXPECT_EQ(ParseDouble("1e-400"), 0.0);
  EXPECT_EQ(ParseDouble("1e400"), std::nullopt);
  EXPECT_EQ(ParseDouble("1,5"), std::nullopt);
}

TEST(ParseByteSize, KnowsPowersOf1024) {
  EXPECT_EQ(ParseByteSize("4096"), 4096u);
  EXPECT_EQ(ParseByteSize("64K"), 65536u);
  EXPECT_EQ(ParseByteSize("2m"), 2u << 20);
  EXPECT_EQ(ParseByteSize("4G"), std::uint64_t{4} << 30);
  EXPECT_EQ(ParseByteSize("1T"), std::uint64_t{1} << 40);
  EXPECT_EQ(ParseByteSize("16777216T"), std::nullopt) << "2^64";
  for (const char* text : {"", "K", "1KB", "1.5G", "-1", "1 G"}) {
    EXPECT_EQ(ParseByteSize(text), std::nullopt) << text;
  }
}

TEST(AppendFloat, IsShort) {
  std::string text = "x ";
  AppendFloat(0.1f, text);
  EXPECT_EQ(text, "x 0.1");
}

TEST(AppendFloat, IsUndoneByParseFloat) {
  std::mt19937 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const auto bits = static_cast<std::uint32_t>(random());
    const auto value = std::bit_cast<float>(bits);
    if (std::isnan(value)) continue;
    std::string text;
    AppendFloat(value, text);
    ASSERT_EQ(std::bit_cast<std::uint32_t>(ParseFloat(text).value()), bits) << text;
  }
}

TEST(InWords, ReadsWell) {
  EXPECT_EQ(InWords(0), "0 s");
  EXPECT_EQ(InWords(59.4), "59 s");
  EXPECT_EQ(InWords(59.5), "1 min 00 s");
  EXPECT_EQ(InWords(185), "3 min 05 s");
  EXPECT_EQ(InWords(7800), "2 h 10 min");
}

TEST(WithCommas, PartsThousands) {
  EXPECT_EQ(WithCommas(0), "0");
  EXPECT_EQ(WithCommas(999), "999");
  EXPECT_EQ(WithCommas(1000), "1,000");
  EXPECT_EQ(WithCommas(1234567), "1,234,567");
}

TEST(SixDecimals, AreRoundedToTheNearest) {
  EXPECT_EQ(SixDecimals(0.12345649), 0.123456);
  EXPECT_EQ(SixDecimals(-0.1234567), -0.123457);
  EXPECT_EQ(SixDecimals(3), 3);
}

}  // namespace
}  // namespace hogvec
