#include "base/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

namespace hogvec {
namespace {

// The exponent that `text` spells, clamped to +-2^40: no text has enough digits to offset that.
std::int64_t ExponentOf(std::string_view text) {
  constexpr std::int64_t kFar = std::int64_t{1} << 40;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto exponent = ParseInteger<std::int64_t>(text);
  if (!exponent) return text.starts_with('-') ? -kFar : kFar;
  return std::clamp(*exponent, -kFar, kFar);
}

// std::from_chars reports underflow and overflow alike as out of range. The position of the first
// digit that is not 0, left or right of the point once the exponent is applied, tells which it was.
bool Underflows(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view digits = text.substr(0, e);
  const std::size_t point = std::min(digits.find('.'), e);
  const std::size_t first = std::min(digits.find_first_of("123456789"), e);
  const std::int64_t places = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return places + (e < text.size() ? ExponentOf(text.substr(e + 1)) : 0) <= 0;
}

template <typename Real>
std::optional<Real> ParseReal(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  Real value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc()) return value;
  if (error == std::errc::result_out_of_range && Underflows(text)) return Real{0};
  return std::nullopt;
}

}  // namespace

std::optional<float> ParseFloat(std::string_view text) { return ParseReal<float>(text); }

std::optional<double> ParseDouble(std::string_view text) { return ParseReal<double>(text); }

std::optional<std::uint64_t> ParseByteSize(std::string_view text) {
  constexpr std::string_view kUnits = "KMGT";
  unsigned shift = 0;
  if (!text.empty()) {
    const auto last = static_cast<char>(std::toupper(static_cast<unsigned char>(text.back())));
    if (const std::size_t unit = kUnits.find(last); unit != std::string_view::npos) {
      shift = 10 * (static_cast<unsigned>(unit) + 1);
      text.remove_suffix(1);
    }
  }
  const auto count = ParseInteger<std::uint64_t>(text);
  if (!count || *count > (std::numeric_limits<std::uint64_t>::max() >> shift)) return std::nullopt;
  return *count << shift;
}

std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::uint64_t milliseconds;
  };
  constexpr Unit kUnits[] = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
  constexpr std::uint64_t kMost = std::uint64_t{10'000} * 3'600'000;
  std::uint64_t unit = 1000;
  for (const auto& [name, milliseconds] : kUnits) {
    if (!text.ends_with(name)) continue;
    unit = milliseconds;
    text.remove_suffix(name.size());
    break;
  }
  const auto count = ParseInteger<std::uint64_t>(text);
  if (!count || *count > kMost / unit) return std::nullopt;
  return std::chrono::milliseconds(*count * unit);
}

void AppendFloat(float value, std::string& out) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof(text), value);
  out.append(text, end);
}

double SixDecimals(double value) { return std::round(value * 1e6) / 1e6; }

std::string WithCommas(std::uint64_t count) {
  std::string digits = fmt::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string InWords(double seconds) {
  const long long whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace hogvec
