#include "base/utf8.h"

namespace hogvec {
namespace {

constexpr bool IsBetween(unsigned char byte, unsigned low, unsigned high) {
  return byte >= low && byte <= high;
}

// The second byte rules out overlong forms (E0, F0), surrogates (ED) and values that are too large
// (F4): table 3-7 of the Unicode standard.
bool SecondByteFits(unsigned char first, unsigned char second) {
  const unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  return IsBetween(second, low, high);
}

std::size_t LengthByFirst(unsigned char first) {
  if (first < 0x80) return 1;
  if (IsBetween(first, 0xc2, 0xdf)) return 2;
  if (IsBetween(first, 0xe0, 0xef)) return 3;
  return IsBetween(first, 0xf0, 0xf4) ? 4 : 0;
}

}  // namespace

std::size_t CodePointLength(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = LengthByFirst(byte(0));
  if (length <= 1) return length;
  if (text.size() < length || !SecondByteFits(byte(0), byte(1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!IsBetween(byte(i), 0x80, 0xbf)) return 0;
  }
  return length;
}

char32_t CodePointAt(std::string_view text) {
  const std::size_t length = CodePointLength(text);
  if (length == 0) return U'\uFFFD';
  const auto bits = [&](std::size_t i, unsigned mask) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]) & mask);
  };
  if (length == 1) return bits(0, 0x7f);
  char32_t point = bits(0, 0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | bits(i, 0x3f);
  return point;
}

std::size_t Utf8Length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = CodePointLength(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

bool IsUtf8(std::string_view text) { return Utf8Length(text) == text.size(); }

bool IsAscii(std::string_view text) {
  constexpr std::size_t kStep = 64;  // bytes that are ORed without a branch
  while (!text.empty()) {
    const std::string_view step = text.substr(0, kStep);
    unsigned joined = 0;
    for (const char c : step) joined |= static_cast<unsigned char>(c);
    if (joined >= 0x80) return false;
    text.remove_prefix(step.size());
  }
  return true;
}

}  // namespace hogvec
