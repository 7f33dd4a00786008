#ifndef HOGVEC_BASE_UNIT_LENGTH_H_
#define HOGVEC_BASE_UNIT_LENGTH_H_

#include <cmath>
#include <span>

namespace hogvec {

// Scales a vector to length 1; zeros stay zeros. The length is summed in double.
inline void ScaleToUnit(std::span<float> row) {
  double square = 0;
  for (const float value : row) square += double{value} * value;
  if (square == 0) return;
  const double length = std::sqrt(square);
  for (float& value : row) value = static_cast<float>(value / length);
}

}  // namespace hogvec

#endif  // HOGVEC_BASE_UNIT_LENGTH_H_
