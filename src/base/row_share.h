#ifndef HOGVEC_BASE_ROW_SHARE_H_
#define HOGVEC_BASE_ROW_SHARE_H_

#include <cstdint>

namespace hogvec {

// A row that takes part in a word's input, which is the mean of such rows. What the input gains is
// added to the row `gain` times.
struct RowShare {
  std::uint32_t row = 0;
  float gain = 1;
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_ROW_SHARE_H_
