#ifndef HOGVEC_BASE_HALF_H_
#define HOGVEC_BASE_HALF_H_

#include <cstdint>

namespace hogvec {

// From these sizes on, a number becomes infinity by the conversions below: halfway between the
// largest that the type has, 65504 and 3.38953139e+38, and what would come next.
inline constexpr float kHalfLimit = 65520;
inline constexpr float kBfloat16Limit = 0x1.FFp+127F;

// Numbers of 16 bits, as files hold them: IEEE 754's binary16, and bfloat16, the upper half of a
// float. Conversions round to the nearest, ties to even; what is too large becomes infinity. Pure.
std::uint16_t ToHalf(float value);
float FromHalf(std::uint16_t bits);
std::uint16_t ToBfloat16(float value);
float FromBfloat16(std::uint16_t bits);

}  // namespace hogvec

#endif  // HOGVEC_BASE_HALF_H_
