#include "base/half.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace hogvec {
namespace {

TEST(Half, OfEveryBitPatternComesBack) {
  for (std::uint32_t bits = 0; bits < 65536; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    const float value = FromHalf(half);
    if (std::isnan(value)) {
      EXPECT_TRUE(std::isnan(FromHalf(ToHalf(value)))) << bits;
    } else {
      EXPECT_EQ(ToHalf(value), half);
    }
  }
}

TEST(Half, HasTheValuesOfTheStandard) {
  EXPECT_EQ(FromHalf(0x3c00), 1);
  EXPECT_EQ(FromHalf(0xc000), -2);
  EXPECT_EQ(FromHalf(0x7bff), 65504);
  EXPECT_EQ(FromHalf(0x0001), std::ldexp(1.0f, -24));
  EXPECT_EQ(FromHalf(0x3555), 0.333251953125f);
}

// Between every two neighbours, the middle goes to the even one and all else to the nearer.
TEST(Half, RoundsToTheNearestTiesToEven) {
  for (std::uint32_t bits = 0; bits < 0x7bff; ++bits) {
    const auto low = static_cast<std::uint16_t>(bits), high = static_cast<std::uint16_t>(bits + 1);
    const float middle = (FromHalf(low) + FromHalf(high)) / 2;
    EXPECT_EQ(ToHalf(middle), bits % 2 == 0 ? low : high) << bits;
    EXPECT_EQ(ToHalf(std::nextafter(middle, 0.0f)), low) << bits;
    EXPECT_EQ(ToHalf(std::nextafter(middle, 1e9f)), high) << bits;
  }
}

TEST(Half, OfWhatIsTooLargeIsInfinite) {
  EXPECT_EQ(ToHalf(65519.0f), 0x7bff);
  EXPECT_EQ(ToHalf(65520.0f), 0x7c00);
  EXPECT_EQ(ToHalf(-1e30f), 0xfc00);
  EXPECT_EQ(ToHalf(-0.0f), 0x8000);
}

TEST(Bfloat16, RoundsToTheNearestTiesToEven) {
  EXPECT_EQ(ToBfloat16(1), 0x3f80);
  EXPECT_EQ(FromBfloat16(0x3f80), 1);
  for (std::uint32_t bits = 0; bits < 0x7f7f; ++bits) {
    const float middle = std::bit_cast<float>(bits << 16 | 0x8000);
    EXPECT_EQ(ToBfloat16(middle), bits % 2 == 0 ? bits : bits + 1);
    EXPECT_EQ(ToBfloat16(std::nextafter(middle, 0.0f)), bits);
  }
  EXPECT_TRUE(std::isnan(FromBfloat16(ToBfloat16(std::numeric_limits<float>::quiet_NaN()))));
}

TEST(Half, IsInfiniteFromItsLimitOn) {
  for (const float sign : {1.0f, -1.0f}) {
    EXPECT_EQ(FromHalf(ToHalf(sign * std::nextafter(kHalfLimit, 0.0f))), sign * 65504);
    EXPECT_TRUE(std::isinf(FromHalf(ToHalf(sign * kHalfLimit))));
  }
}

TEST(Bfloat16, IsInfiniteFromItsLimitOn) {
  for (const float sign : {1.0f, -1.0f}) {
    EXPECT_TRUE(
        std::isfinite(FromBfloat16(ToBfloat16(sign * std::nextafter(kBfloat16Limit, 0.0f)))));
    EXPECT_TRUE(std::isinf(FromBfloat16(ToBfloat16(sign * kBfloat16Limit))));
  }
}

}  // namespace
}  // namespace hogvec
