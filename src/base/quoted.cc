#include "base/quoted.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace hogvec {
namespace {

constexpr std::size_t kMostShown = 60;  // bytes

bool IsControl(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; }

}  // namespace

std::string Quoted(std::string_view bytes) {
  std::string shown = "'";
  for (const char byte : bytes.substr(0, kMostShown)) {
    if (IsControl(byte)) {
      fmt::format_to(std::back_inserter(shown), "\\x{:02x}", static_cast<unsigned char>(byte));
    } else {
      shown += byte;
    }
  }
  if (bytes.size() > kMostShown) shown += "...";
  return shown += "'";
}

}  // namespace hogvec
