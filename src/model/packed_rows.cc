#include "model/packed_rows.h"

#include <bit>
#include <cstddef>

namespace hogvec {
namespace {

// As in base/half.cc, without a branch.
std::uint16_t Rounded(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t odd = bits >> 16 & 1;
  const std::uint32_t number = (bits + 0x7fff + odd) >> 16;
  const std::uint32_t quiet_nan = bits >> 16 | 0x40;
  return static_cast<std::uint16_t>((bits & 0x7fff'ffff) > 0x7f80'0000 ? quiet_nan : number);
}

float Unpacked(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

}  // namespace

void PackGain(std::span<const float> row, std::span<const float> base, std::uint16_t* packed) {
  for (std::size_t k = 0; k < row.size(); ++k) packed[k] = Rounded(row[k] - base[k]);
}

void Pack(std::span<const float> numbers, std::uint16_t* packed) {
  for (std::size_t k = 0; k < numbers.size(); ++k) packed[k] = Rounded(numbers[k]);
}

void AddPacked(const std::uint16_t* packed, std::span<float> sum) {
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += Unpacked(packed[k]);
}

void SubtractPacked(const std::uint16_t* packed, std::span<float> sum) {
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] -= Unpacked(packed[k]);
}

void TakeOver(const std::uint16_t* merged, const std::uint16_t* sent, std::span<float> base,
              std::span<float> row) {
  for (std::size_t k = 0; k < base.size(); ++k) {
    const float change = Unpacked(merged[k]);
    base[k] += change;
    row[k] += change - Unpacked(sent[k]);
  }
}

}  // namespace hogvec
