#ifndef HOGVEC_MODEL_PACKED_ROWS_H_
#define HOGVEC_MODEL_PACKED_ROWS_H_

#include <cstdint>
#include <span>

namespace hogvec {

// Rows on their way: bfloat16, two bytes for each number.
//
// Writes gain = row - base, rounded to nearest, ties to even; NaN stays NaN. What rounding takes
// stays in the row when TakeOver() has taken off what was sent, and so goes with the next merge.
void PackGain(std::span<const float> row, std::span<const float> base, std::uint16_t* packed);

// Writes numbers as they are, in the same way: what an owner sends back.
void Pack(std::span<const float> numbers, std::uint16_t* packed);

// Adds packed numbers to a row, or takes them off.
void AddPacked(const std::uint16_t* packed, std::span<float> sum);
void SubtractPacked(const std::uint16_t* packed, std::span<float> sum);

// A rank takes over a merge: base += merged, row += merged - sent. What it has trained meanwhile
// stays. Bases that were equal stay so.
void TakeOver(const std::uint16_t* merged, const std::uint16_t* sent, std::span<float> base,
              std::span<float> row);

}  // namespace hogvec

#endif  // HOGVEC_MODEL_PACKED_ROWS_H_
