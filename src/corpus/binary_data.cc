#include "corpus/binary_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/tokenizer.h"
#include "io/known_files.h"

namespace hogvec {
namespace {

constexpr std::size_t kFewStrays = 16;    // in any file, and
constexpr std::size_t kStrayShare = 100;  // one in this many bytes

// Escape and backspace occur in recordings of terminals.
bool IsControl(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return (code < 0x20 && !IsWhiteSpace(byte) && byte != '\x1b' && byte != '\b') || code == 0x7f;
}

}  // namespace

std::string WhyBinary(std::string_view first_bytes) {
  if (const auto known = RecogniseNoText(first_bytes); !known.empty()) {
    return fmt::format("looks like {}", known);
  }
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(first_bytes, IsControl));
  if (controls <= kFewStrays || controls <= first_bytes.size() / kStrayShare) return {};
  return fmt::format(
      "looks like binary data: {} of its first {} bytes are control characters; --force reads it "
      "as "
      "text",
      controls, first_bytes.size());
}

}  // namespace hogvec
