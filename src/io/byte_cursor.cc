#include "io/byte_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace hogvec {

// A big-endian machine would have to turn each number around.
static_assert(std::endian::native == std::endian::little);

std::string_view ByteCursor::Ahead(std::size_t count) {
  constexpr std::size_t kPiece = std::size_t{1} << 18;
  const std::uint64_t end = buffer_begin_ + buffer_.size();
  if (offset_ < buffer_begin_ || offset_ + count > end) {
    buffer_.resize(static_cast<std::size_t>(
        std::min<std::uint64_t>(std::max(count, kPiece), bytes_.size() - offset_)));
    bytes_.ReadAt(buffer_, offset_);
    buffer_begin_ = offset_;
  }
  return std::string_view(buffer_).substr(static_cast<std::size_t>(offset_ - buffer_begin_));
}

std::string_view ByteCursor::TakeBytes(std::size_t count, std::string_view what) {
  if (count > left()) throw CutShort(what);
  const std::string_view bytes = Ahead(count).substr(0, count);
  offset_ += count;
  return bytes;
}

std::string_view ByteCursor::TakeString(std::size_t longest, std::string_view what) {
  for (std::size_t look = std::min<std::size_t>(256, longest + 1);; look *= 2) {
    look = std::min(look, longest + 1);
    const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(look, left()));
    const std::string_view ahead = Ahead(some).substr(0, some);
    const std::size_t size = ahead.find('\0');
    if (size != std::string_view::npos) {
      offset_ += size + 1;
      return ahead.substr(0, size);
    }
    if (some == left()) throw CutShort(what);
    if (look > longest) {
      throw Malformed(
          fmt::format("expected {} and a zero byte, found none within {} bytes", what, longest));
    }
  }
}

void ByteCursor::Skip(std::uint64_t count, std::string_view what) {
  if (count > left()) throw CutShort(what);
  offset_ += count;
}

Error ByteCursor::CutShort(std::string_view what) const {
  return Malformed(
      fmt::format("expected {}, found the end of the file after {} bytes; is it cut "
                  "short?",
                  what, left()));
}

Error ByteCursor::Malformed(std::string_view message) const {
  return {ErrorKind::kMalformed,
          fmt::format("{}: byte {}: {}", bytes_.path().string(), offset_, message)};
}

}  // namespace hogvec
