#ifndef HOGVEC_SUPPORT_CHI_SQUARE_H_
#define HOGVEC_SUPPORT_CHI_SQUARE_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace hogvec::testing {

// How far counts lie from what was expected, in standard deviations of the chi-square statistic
// (Wilson and Hilferty's transform to a normal variable). Cells that expect fewer than five are
// left to the others' sum. A fixed seed makes it one number; above 4, one run in 30,000 would be.
inline double ChiSquareDeviation(std::span<const std::uint64_t> counts,
                                 std::span<const double> expected) {
  double sum = 0, cells = 0, rest_count = 0, rest_expected = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto count = static_cast<double>(counts[i]);
    if (expected[i] < 5) {
      rest_count += count;
      rest_expected += expected[i];
    } else {
      sum += (count - expected[i]) * (count - expected[i]) / expected[i];
      ++cells;
    }
  }
  if (rest_expected >= 5) {
    sum += (rest_count - rest_expected) * (rest_count - rest_expected) / rest_expected;
    ++cells;
  }
  const double freedom = cells - 1;
  const double spread = 2 / (9 * freedom);
  return (std::cbrt(sum / freedom) - (1 - spread)) / std::sqrt(spread);
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_CHI_SQUARE_H_
