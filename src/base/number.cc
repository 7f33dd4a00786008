#include "base/number.h"

#include <cctype>
#include <cmath>
#include <limits>

namespace hogvec {
namespace {

// std::from_chars reports underflow and overflow alike as out of range. Which it was shows in a
// type with more range, or in the sign of the exponent where there is no wider type.
bool Underflows(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    return exponent + 1 < text.size() && text[exponent + 1] == '-';
  }
  return text.find('.') != std::string_view::npos && text.find_first_not_of("-0") == text.find('.');
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

void AppendFloat(float value, std::string& out) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof(text), value);
  out.append(text, end);
}

}  // namespace hogvec
