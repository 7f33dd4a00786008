#include "base/characters.h"

#include <algorithm>
#include <array>

namespace hogvec {
namespace {

struct Range {
  char32_t first, last;
};

constexpr std::array kSpaces = {Range{0x09, 0x0d},     Range{0x20, 0x20},     Range{0x85, 0x85},
                                Range{0xa0, 0xa0},     Range{0x1680, 0x1680}, Range{0x2000, 0x200a},
                                Range{0x2028, 0x2029}, Range{0x202f, 0x202f}, Range{0x205f, 0x205f},
                                Range{0x3000, 0x3000}};

constexpr std::array kInvisible = {
    Range{0xad, 0xad},       Range{0x61c, 0x61c},     Range{0x180e, 0x180e},
    Range{0x200b, 0x200b},   Range{0x200e, 0x200f},   Range{0x2028, 0x202e},
    Range{0x2060, 0x2064},   Range{0x2066, 0x206f},   Range{0xfdd0, 0xfdef},
    Range{0xfeff, 0xfeff},   Range{0x1bca0, 0x1bca3}, Range{0x1d173, 0x1d17a},
    Range{0xe0001, 0xe0001}, Range{0xe0020, 0xe007f}};

bool IsIn(const auto& ranges, char32_t character) {
  return std::ranges::any_of(ranges, [character](const Range& range) {
    return character >= range.first && character <= range.last;
  });
}

}  // namespace

bool IsUnicodeSpace(char32_t character) { return IsIn(kSpaces, character); }

bool IsInvisible(char32_t character) {
  return (character & 0xfffe) == 0xfffe || IsIn(kInvisible, character);
}

}  // namespace hogvec
