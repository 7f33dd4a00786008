#include "base/half.h"

#include <bit>
#include <cmath>

namespace hogvec {
namespace {

constexpr std::uint32_t kFloatInfinity = 0x7f80'0000;
constexpr int kFloatBits = 23, kHalfBits = 10;  // of the fraction
constexpr int kDropped = kFloatBits - kHalfBits;

// `value` without its lowest `bits` bits, rounded to nearest, ties to even.
std::uint32_t RoundedShift(std::uint32_t value, int bits) {
  const std::uint32_t half = std::uint32_t{1} << (bits - 1);
  const std::uint32_t odd = (value >> bits) & 1;
  return (value + half - 1 + odd) >> bits;
}

}  // namespace

std::uint16_t ToHalf(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000);
  const std::uint32_t size = bits & 0x7fff'ffff;
  if (size > kFloatInfinity) return static_cast<std::uint16_t>(sign | 0x7e00);  // NaN
  constexpr std::uint32_t kRebias = std::uint32_t{127 - 15} << kFloatBits;
  constexpr std::uint32_t kMinNormal = kRebias + (1u << kFloatBits);  // 2^-14
  if (size < kMinNormal) {
    // In units of 2^-24, the smallest half; the float's product with 2^24 is exact.
    const float units = std::ldexp(std::bit_cast<float>(size), 24);
    return static_cast<std::uint16_t>(sign | static_cast<std::uint16_t>(std::nearbyint(units)));
  }
  const std::uint32_t rounded = RoundedShift(size - kRebias, kDropped);
  return static_cast<std::uint16_t>(sign | (rounded < 0x7c00 ? rounded : 0x7c00));
}

float FromHalf(std::uint16_t bits) {
  const std::uint32_t sign = std::uint32_t{bits & 0x8000u} << 16;
  const std::uint32_t exponent = bits >> kHalfBits & 0x1f, fraction = bits & 0x3ff;
  if (exponent == 0) {
    const float size = std::ldexp(static_cast<float>(fraction), -24);
    return sign != 0 ? -size : size;
  }
  const std::uint32_t biased = exponent == 0x1f ? 0xff : exponent + 127 - 15;
  return std::bit_cast<float>(sign | biased << kFloatBits | fraction << kDropped);
}

std::uint16_t ToBfloat16(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const bool nan = (bits & 0x7fff'ffff) > kFloatInfinity;
  return static_cast<std::uint16_t>(nan ? bits >> 16 | 0x40 : RoundedShift(bits, 16));
}

float FromBfloat16(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

}  // namespace hogvec
