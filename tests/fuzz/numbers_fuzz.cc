// Reads any bytes as numbers, beside the C library's strtod in the C locale.
#include <bit>
#include <cmath>
#include <cstdlib>
#include <string>

#include "base/number.h"
#include "fuzz/fuzzing.h"

namespace hogvec {
namespace {

using fuzzing::Require;

// What both have the same rules for: decimal, without white space, and whole.
bool IsPlainDecimal(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string::npos;
}

template <typename Real>
void Compare(const std::string& text, std::optional<Real> ours,
             Real (*theirs)(const char*, char**)) {
  if (!IsPlainDecimal(text)) return;
  char* end = nullptr;
  const Real value = theirs(text.c_str(), &end);
  const bool whole = end == text.c_str() + text.size();
  if (!whole || std::isinf(value)) {
    Require(!ours);
  } else {
    Require(ours.has_value());
    // Theirs keeps numbers below the normal ones' range that ours may make 0.
    if (std::isnormal(value)) Require(*ours == value);
  }
}

void CheckRoundTrip(float value) {
  std::string text;
  AppendFloat(value, text);
  const auto back = ParseFloat(text);
  Require(back.has_value());
  Require(std::isnan(value)
              ? std::isnan(*back)
              : std::bit_cast<std::uint32_t>(*back) == std::bit_cast<std::uint32_t>(value));
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(hogvec::fuzzing::TextOf(data, size));
  hogvec::Compare<float>(text, hogvec::ParseFloat(text), std::strtof);
  hogvec::Compare<double>(text, hogvec::ParseDouble(text), std::strtod);
  if (const auto value = hogvec::ParseFloat(text)) hogvec::CheckRoundTrip(*value);
  if (const auto value = hogvec::ParseInteger<std::uint64_t>(text)) {
    hogvec::fuzzing::Require(*value == std::strtoull(text.c_str(), nullptr, 10));
  }
  hogvec::ParseByteSize(text);
  hogvec::ParseDuration(text);
  return 0;
}
