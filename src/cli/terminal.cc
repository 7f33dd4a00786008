#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "base/utf8.h"

namespace hogvec {
namespace {

constexpr std::size_t kUsualColumns = 80;

unsigned char Byte(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// The length of the UTF-8 code point at the start of `text` if it is a printable one, else 0. The
// control characters U+0080 to U+009F are not.
std::size_t PrintableLength(std::string_view text) {
  const unsigned char first = Byte(text, 0);
  if (first < 0x80) return first >= ' ' && first != 0x7f ? 1 : 0;
  const std::size_t length = CodePointLength(text);
  return first == 0xc2 && length == 2 && Byte(text, 1) < 0xa0 ? 0 : length;
}

}  // namespace

bool IsTerminal(int descriptor) { return ::isatty(descriptor) == 1; }

std::size_t TerminalColumns(int descriptor) {
  struct winsize size = {};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualColumns;
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

std::size_t ColumnsOf(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace hogvec
