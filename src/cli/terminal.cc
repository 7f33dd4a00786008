#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "base/number.h"
#include "base/utf8.h"

namespace hogvec {
namespace {

constexpr std::size_t kUsualColumns = 80;

unsigned char Byte(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// The separators of lines, U+2028 and U+2029, and what overrides the direction of the words behind
// it, U+202A to U+202E and U+2066 to U+2069.
bool MovesText(std::string_view character) {
  if (!character.starts_with("\xe2\x80") && !character.starts_with("\xe2\x81")) return false;
  const unsigned char last = Byte(character, 2);
  return Byte(character, 1) == 0x80 ? last >= 0xa8 && last <= 0xae : last >= 0xa6 && last <= 0xa9;
}

// The length of the UTF-8 code point at the start of `text` if it is a printable one, else 0. The
// control characters U+0080 to U+009F are not.
std::size_t PrintableLength(std::string_view text) {
  const unsigned char first = Byte(text, 0);
  if (first < 0x80) return first >= ' ' && first != 0x7f ? 1 : 0;
  const std::size_t length = CodePointLength(text);
  const bool is_control = first == 0xc2 && length == 2 && Byte(text, 1) < 0xa0;
  return is_control || MovesText(text.substr(0, length)) ? 0 : length;
}

std::string_view VariableOr(const char* name, std::string_view fallback) {
  const char* value = std::getenv(name);
  return value == nullptr ? fallback : value;
}

}  // namespace

bool IsTerminal(int descriptor) { return ::isatty(descriptor) == 1; }

bool ShowsColours(int descriptor) {
  const std::string_view terminal = VariableOr("TERM", "dumb");
  return IsTerminal(descriptor) && VariableOr("NO_COLOR", "").empty() && terminal != "dumb" &&
         !terminal.empty();
}

std::size_t TerminalColumns(int descriptor) {
  struct winsize size = {};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const auto columns = ParseInteger<std::uint16_t>(VariableOr("COLUMNS", ""));
  return columns && *columns > 0 ? *columns : kUsualColumns;
}

void Say(std::string_view text) {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
  static_cast<void>(std::fflush(stderr));
}

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
