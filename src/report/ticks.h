#ifndef HOGVEC_REPORT_TICKS_H_
#define HOGVEC_REPORT_TICKS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace hogvec {

enum class Scale { kLinear, kLogarithmic };

struct Tick {
  double value = 0;
  std::string label;
};

// An axis: its ends and its ticks.
struct Ticks {
  double low = 0, high = 1;
  std::vector<Tick> ticks;
};

// Round numbers, multiples of 1, 2 or 5 times a power of ten, at most `most` + 2 of them; the axis
// extends from the first to the last and covers `low` to `high`. Bounds that are equal, or nearly,
// are widened. Both must be finite. Pure.
Ticks LinearTicks(double low, double high, std::size_t most);

// Powers of ten around `low` to `high`, both above zero: one per decade, or for every second,
// third ... decade if there are too many. Pure.
Ticks LogTicks(double low, double high, std::size_t most);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_TICKS_H_
