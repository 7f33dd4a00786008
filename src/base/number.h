#ifndef HOGVEC_BASE_NUMBER_H_
#define HOGVEC_BASE_NUMBER_H_

#include <charconv>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hogvec {

// Numbers to and from text, independent of the locale. The whole text must be the number, without
// whitespace. Anything else, or a number out of range, returns nullopt.

template <std::integral Integer>
std::optional<Integer> ParseInteger(std::string_view text) {
  Integer value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "nan" and "inf" are accepted; callers that must exclude them check std::isfinite. A leading + is
// accepted, as by strtod. A value too small for the type becomes 0; one too large is refused.
std::optional<float> ParseFloat(std::string_view text);
std::optional<double> ParseDouble(std::string_view text);

// A count of bytes: "4096", "64K", "2M", "4G" or "1T", in powers of 1024.
std::optional<std::uint64_t> ParseByteSize(std::string_view text);

// A span of time: "500ms", "30s", "10m", "2h", or a number of seconds; at most 10,000 hours.
std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text);

// Appends the shortest text that ParseFloat turns back into the same float.
void AppendFloat(float value, std::string& out);

// Rounded to six decimals, for JSON: a float has no more to say, and clocks are no more precise.
double SixDecimals(double value);

// A count with commas between its thousands.
std::string WithCommas(std::uint64_t count);

// A number of seconds for people to read: "42 s", "3 min 05 s" or "2 h 10 min".
std::string InWords(double seconds);

}  // namespace hogvec

#endif  // HOGVEC_BASE_NUMBER_H_
