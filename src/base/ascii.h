#ifndef HOGVEC_BASE_ASCII_H_
#define HOGVEC_BASE_ASCII_H_

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace hogvec {

// The letters of ASCII; any other byte is its own upper and lower case. Pure.
constexpr char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char AsciiUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

inline void AppendAsciiLower(std::string_view text, std::string& out) {
  std::ranges::transform(text, std::back_inserter(out), AsciiLower);
}

inline std::string AsciiUpperCase(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), AsciiUpper);
  return upper;
}

}  // namespace hogvec

#endif  // HOGVEC_BASE_ASCII_H_
