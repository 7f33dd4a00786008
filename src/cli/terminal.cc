#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/number.h"

namespace hogvec {
namespace {

constexpr std::size_t kUsualColumns = 80;

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

}  // namespace hogvec
