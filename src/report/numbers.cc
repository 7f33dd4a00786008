#include "report/numbers.h"

#include <fmt/format.h>

#include <cmath>

#include "base/number.h"

namespace hogvec {
namespace {

constexpr const char* kBlank = "\xc2\xa0";     // U+00A0, which does not break a line
constexpr const char* kNone = "\xe2\x80\x93";  // U+2013, an en dash

}  // namespace

std::string Fixed(double value, int digits) {
  return std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : kNone;
}

std::string ShortNumber(double value) {
  if (!std::isfinite(value)) return kNone;
  const char* unit = "";
  for (const char* larger : {"k", "M", "G"}) {
    if (std::abs(value) < 999.5) break;
    value /= 1000;
    unit = larger;
  }
  // Three digits, without trailing zeros.
  const double rounded = std::abs(value) < 1000 ? value : std::round(value);
  return *unit == '\0' ? fmt::format("{:.3g}", rounded)
                       : fmt::format("{:.{}g}{}{}", rounded, rounded < 1000 ? 3 : 6, kBlank, unit);
}

std::string Percent(double share) {
  return std::isfinite(share) ? fmt::format("{:.1f}{}%", 100 * share, kBlank) : kNone;
}

std::string Seconds(double seconds) {
  if (!std::isfinite(seconds)) return kNone;
  return seconds < 59.995 ? fmt::format("{:.2f}{}s", seconds, kBlank) : InWords(seconds);
}

}  // namespace hogvec
