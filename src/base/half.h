#ifndef HOGVEC_BASE_HALF_H_
#define HOGVEC_BASE_HALF_H_

#include <cstdint>

namespace hogvec {

// Absolute values from here on are converted to infinity: halfway between the largest finite value
// of the type, 65504 and 3.38953139e+38, and the one that would follow it.
inline constexpr float kHalfLimit = 65520;
inline constexpr float kBfloat16Limit = 0x1.FFp+127F;

// 16-bit floating-point numbers, as stored in files: IEEE 754 binary16, and bfloat16, the upper
// half of a float. Conversions round to nearest, ties to even; values too large become infinity.
// Pure.
std::uint16_t ToHalf(float value);
float FromHalf(std::uint16_t bits);
std::uint16_t ToBfloat16(float value);
float FromBfloat16(std::uint16_t bits);

}  // namespace hogvec

#endif  // HOGVEC_BASE_HALF_H_
