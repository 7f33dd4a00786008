#ifndef HOGVEC_BASE_HALF_H_
#define HOGVEC_BASE_HALF_H_

#include <cstdint>

namespace hogvec {

// Numbers of 16 bits, as files hold them: IEEE 754's binary16, and bfloat16, the upper half of a
// float. Conversions round to the nearest, ties to even; what is too large becomes infinity. Pure.
std::uint16_t ToHalf(float value);
float FromHalf(std::uint16_t bits);
std::uint16_t ToBfloat16(float value);
float FromBfloat16(std::uint16_t bits);

}  // namespace hogvec

#endif  // HOGVEC_BASE_HALF_H_
