#include "base/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.h"

namespace hogvec {
namespace {

unsigned char Byte(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// Characters that show nothing themselves, or move what stands beside them, from first to last.
// Joiners of letters and of emoji (U+200C, U+200D) are part of how words are written.
constexpr std::pair<std::string_view, std::string_view> kUnseen[] = {
    {"\xc2\xad", "\xc2\xad"},          // soft hyphen
    {"\xd8\x9c", "\xd8\x9c"},          // Arabic letter mark
    {"\xe1\xa0\x8e", "\xe1\xa0\x8e"},  // Mongolian vowel separator
    {"\xe2\x80\x8b", "\xe2\x80\x8b"},  // zero width space
    {"\xe2\x80\x8e", "\xe2\x80\x8f"},  // marks of direction
    // NOLINTNEXTLINE(misc-misleading-bidirectional): what is escaped, not text of this source
    {"\xe2\x80\xa8", "\xe2\x80\xae"},  // separators of lines, overrides of direction
    {"\xe2\x81\xa0", "\xe2\x81\xaf"},  // word joiner to the last of U+2060's column
    {"\xef\xbb\xbf", "\xef\xbb\xbf"},  // byte-order mark
    {"\xef\xbf\xb9", "\xef\xbf\xbb"},  // annotations between lines
};

// UTF-8 of one length is ordered as its code points are.
bool IsUnseen(std::string_view character) {
  return std::ranges::any_of(kUnseen, [character](const auto& range) {
    return character.size() == range.first.size() && range.first <= character &&
           character <= range.second;
  });
}

// The length of the UTF-8 code point at the start of `text` if it is a printable one, else 0. The
// control characters U+0080 to U+009F are not.
std::size_t PrintableLength(std::string_view text) {
  const unsigned char first = Byte(text, 0);
  if (first < 0x80) return first >= ' ' && first != 0x7f ? 1 : 0;
  const std::size_t length = CodePointLength(text);
  const bool is_control = first == 0xc2 && length == 2 && Byte(text, 1) < 0xa0;
  return is_control || IsUnseen(text.substr(0, length)) ? 0 : length;
}

}  // namespace

std::string Printable(std::string_view word) {
  std::string shown;
  while (!word.empty()) {
    const std::size_t length = PrintableLength(word);
    if (length == 0) {
      fmt::format_to(std::back_inserter(shown), "\\x{:02x}", Byte(word, 0));
    } else {
      shown += word.substr(0, length);
    }
    word.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return shown;
}

}  // namespace hogvec
