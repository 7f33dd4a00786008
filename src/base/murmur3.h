#ifndef HOGVEC_BASE_MURMUR3_H_
#define HOGVEC_BASE_MURMUR3_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace hogvec {

// MurmurHash3 of 128 bits for 64-bit machines (Austin Appleby, in the public domain): two numbers
// of 64 bits, here as four of 32, the low half of each first. Pure.
std::array<std::uint32_t, 4> Murmur3(std::string_view bytes, std::uint32_t seed);

}  // namespace hogvec

#endif  // HOGVEC_BASE_MURMUR3_H_
