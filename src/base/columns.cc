#include "base/columns.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"

namespace hogvec {
namespace {

constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

// A code point and how many bytes it takes.
struct Character {
  UChar32 code = 0;
  std::size_t bytes = 1;
};

// The character at the start of `text`; a byte that begins none stands for itself.
Character First(std::string_view text) {
  const std::size_t bytes = CodePointLength(text);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (bytes <= 1) return {byte(0), 1};
  UChar32 code = byte(0) & (0x7f >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) code = code << 6 | (byte(i) & 0x3f);
  return {code, bytes};
}

// Vowels and finals of Hangul combine with the letter before them, though they are no marks.
bool IsJoinedHangul(UChar32 code) { return code >= 0x1160 && code <= 0x11ff; }

std::size_t WidthOf(UChar32 code) {
  if (code < 0x300) return 1;
  const auto type = u_charType(code);
  const bool is_mark =
      type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
  if (is_mark || IsJoinedHangul(code)) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// How many bytes of `text` fit so many columns, marks upon the last character included.
std::size_t BytesThatFit(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  while (bytes < text.size()) {
    const Character next = First(text.substr(bytes));
    const std::size_t width = WidthOf(next.code);
    if (width > columns) break;
    columns -= width;
    bytes += next.bytes;
  }
  return bytes;
}

// How many bytes of `text` make the next line.
std::size_t LineLength(std::string_view text, std::size_t columns) {
  const std::size_t fits = BytesThatFit(text, columns);
  if (fits == text.size() || text[fits] == ' ') return fits;
  const std::size_t blank = text.rfind(' ', fits);
  if (blank != std::string_view::npos && blank > 0) return blank;
  return std::max(fits, First(text).bytes);  // a window of one column has to take a wide one too
}

}  // namespace

std::size_t ColumnsOf(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Character next = First(text);
    columns += WidthOf(next.code);
    text.remove_prefix(next.bytes);
  }
  return columns;
}

std::string CutTo(std::string_view text, std::size_t columns) {
  if (BytesThatFit(text, columns) == text.size()) return std::string(text);
  if (columns == 0) return {};
  return std::string(text.substr(0, BytesThatFit(text, columns - 1))).append(kEllipsis);
}

std::string Folded(std::string_view text, std::size_t columns) {
  std::string folded;
  while (!text.empty()) {
    const std::size_t line = LineLength(text, std::max<std::size_t>(columns, 1));
    folded += text.substr(0, line);
    text.remove_prefix(std::min(line + (line < text.size() && text[line] == ' '), text.size()));
    if (!text.empty()) folded += '\n';
  }
  return folded;
}

bool HasRightToLeft(std::string_view text) {
  while (!text.empty()) {
    const Character next = First(text);
    const auto direction = u_charDirection(next.code);
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
    text.remove_prefix(next.bytes);
  }
  return false;
}

}  // namespace hogvec
