#include "report/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/numbers.h"

namespace hogvec {
namespace {

// The smallest step of 1, 2 or 5 times a power of ten that is at least `least`.
double RoundStep(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  // An exact match must not be missed because of a rounding error.
  constexpr double kSlack = 1 - 1e-9;
  for (const double factor : {1., 2., 5.}) {
    if (factor * power >= least * kSlack) return factor * power;
  }
  return 10 * power;
}

// The number of decimals that distinguishes multiples of a step.
int DigitsFor(double step) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

std::string LabelOf(double value, double step) {
  constexpr double kLong = 10'000;  // labels from here on are shortened
  return std::abs(value) >= kLong ? ShortNumber(value) : Fixed(value, DigitsFor(step));
}

}  // namespace

Ticks LinearTicks(double low, double high, std::size_t most) {
  // Steps below the resolution of a double would have no effect.
  const double size = std::max(std::abs(low), std::abs(high));
  constexpr double kNothing = 1e-100;
  if (!(high - low > std::max(size * 1e-6, kNothing))) {
    low -= size * 0.1;
    high += size < kNothing ? 1 : size * 0.1;
  }
  const double step = RoundStep((high - low) / static_cast<double>(std::max<std::size_t>(1, most)));
  const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
  Ticks ticks{first * step, last * step, {}};
  for (double i = first; i <= last; ++i) ticks.ticks.push_back({i * step, LabelOf(i * step, step)});
  return ticks;
}

Ticks LogTicks(double low, double high, std::size_t most) {
  const auto first = static_cast<int>(std::floor(std::log10(low) + 1e-9));
  const auto last = std::max(first + 1, static_cast<int>(std::ceil(std::log10(high) - 1e-9)));
  const int decades = last - first;
  const int step = 1 + decades / static_cast<int>(std::max<std::size_t>(1, most));
  Ticks ticks{std::pow(10, first), std::pow(10, last), {}};
  for (int i = first; i <= last; i += step) {
    ticks.ticks.push_back({std::pow(10, i), ShortNumber(std::pow(10, i))});
  }
  return ticks;
}

}  // namespace hogvec
