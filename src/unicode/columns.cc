#include "unicode/columns.h"

#include <algorithm>

#include "base/utf8.h"
#include "unicode/characters.h"

namespace hogvec {
namespace {

constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

// A code point and how many bytes it takes.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// The character at the start of `text`; a byte that begins none stands for itself.
Character First(std::string_view text) {
  const std::size_t bytes = CodePointLength(text);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (bytes <= 1) return {byte(0), 1};
  char32_t code = byte(0) & (0x7f >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) code = code << 6 | (byte(i) & 0x3f);
  return {code, bytes};
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
    if (IsRightToLeft(next.code)) return true;
    text.remove_prefix(next.bytes);
  }
  return false;
}

}  // namespace hogvec
