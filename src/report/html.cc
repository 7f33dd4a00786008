#include "report/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/characters.h"
#include "base/number.h"
#include "base/utf8.h"
#include "unicode/characters.h"

namespace hogvec {
namespace {

// The number of code points of a word that are shown in the page, and in its title.
constexpr std::size_t kShown = 40;
constexpr std::size_t kInTitle = 300;

constexpr std::string_view kEllipsis = "\xe2\x80\xa6";      // U+2026
constexpr std::string_view kDottedCircle = "\xe2\x97\x8c";  // U+25CC

bool IsControl(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

std::string ByteEscapes(std::string_view bytes) {
  std::string escapes;
  for (const char byte : bytes) {
    escapes += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  }
  return escapes;
}

std::string_view Entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

// One code point, or one byte that is not part of one.
std::string EscapedOne(std::string_view bytes, bool valid) {
  if (!valid) return ByteEscapes(bytes);
  const char32_t code_point = CodePointAt(bytes);
  if (IsControl(code_point)) return ByteEscapes(bytes);
  if (IsInvisible(code_point)) return fmt::format("\\u{{{:x}}}", static_cast<unsigned>(code_point));
  const std::string_view entity = Entity(bytes[0]);
  return std::string(entity.empty() ? bytes : entity);
}

bool BeginsWithMark(std::string_view text) {
  return CodePointLength(text) > 0 && IsMark(CodePointAt(text));
}

// Whether there are more than `most` code points or invalid bytes.
bool IsLonger(std::string_view text, std::size_t most) {
  for (; !text.empty() && most > 0; --most) {
    text.remove_prefix(std::max<std::size_t>(1, CodePointLength(text)));
  }
  return !text.empty();
}

}  // namespace

std::string Escaped(std::string_view text, std::size_t most) {
  std::string html;
  for (; !text.empty(); --most) {
    if (most == 0) return html.append(kEllipsis);
    const std::size_t length = CodePointLength(text);
    const std::size_t taken = length == 0 ? 1 : length;
    html += EscapedOne(text.substr(0, taken), length > 0);
    text.remove_prefix(taken);
  }
  return html;
}

std::string WordHtml(std::string_view word) {
  const std::string circle(BeginsWithMark(word) ? kDottedCircle : "");
  const std::string shown = circle + Escaped(word, kShown);
  if (!IsLonger(word, kShown)) return fmt::format("<bdi class=\"word\">{}</bdi>", shown);
  return fmt::format("<bdi class=\"word\" title=\"{} ({} bytes)\">{}</bdi>",
                     Escaped(word, kInTitle), WithCommas(word.size()), shown);
}

}  // namespace hogvec
