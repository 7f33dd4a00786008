#include "io/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "io/known_files.h"

namespace hogvec {
namespace {

constexpr std::size_t kReadBytes = 1 << 18;

std::string_view WithoutLineEnd(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

LineReader::LineReader(const std::filesystem::path& path, Content content)
    : path_(path), source_(OpenByteSource(path)) {
  if (content == Content::kAny) return;
  constexpr std::size_t kFirstLook = 512;
  if (const auto other = RecogniseNoText(Peek(kFirstLook)); !other.empty()) {
    throw Error(ErrorKind::kMalformed, fmt::format("{}: looks like {}", path.string(), other));
  }
  SkipByteOrderMark();
}

bool LineReader::NextLine(std::string_view& line) {
  const std::size_t length = LineLength();
  if (length == 0) return false;
  line = WithoutLineEnd(Take(length));
  ++line_number_;
  return true;
}

std::string_view LineReader::PeekLine() {
  const std::size_t length = LineLength();
  return WithoutLineEnd(std::string_view(buffer_).substr(begin_, length));
}

std::size_t LineReader::LineLength() {
  std::size_t searched = 0;
  for (;;) {
    const std::size_t newline = std::string_view(buffer_).substr(begin_).find('\n', searched);
    if (newline != std::string_view::npos) return newline + 1;
    searched = Buffered();
    if (ended_) return searched;
    Fill(searched + 1);
  }
}

std::string_view LineReader::NextBytes(std::size_t count) {
  Fill(count);
  return Take(std::min(count, Buffered()));
}

bool LineReader::NextUntil(char delimiter, std::size_t longest, std::string_view& bytes) {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view ahead = std::string_view(buffer_).substr(begin_, longest);
    const std::size_t found = ahead.find(delimiter, searched);
    if (found != std::string_view::npos) {
      bytes = Take(found + 1);
      bytes.remove_suffix(1);
      return true;
    }
    if (ended_ || ahead.size() == longest) return false;
    searched = ahead.size();
    Fill(searched + 1);
  }
}

std::string_view LineReader::Peek(std::size_t count) {
  Fill(count);
  return std::string_view(buffer_).substr(begin_, count);
}

void LineReader::SkipByteOrderMark() {
  if (Peek(kByteOrderMark.size()) == kByteOrderMark) Take(kByteOrderMark.size());
}

void LineReader::Fill(std::size_t count) {
  if (Buffered() >= count || ended_) return;
  buffer_.erase(0, begin_);
  begin_ = 0;
  while (buffer_.size() < count && !ended_) {
    const std::size_t before = buffer_.size();
    // Doubling keeps the time of a long line linear. `count` must not decide the size: it may be an
    // unverified claim.
    const std::size_t room = std::max(kReadBytes, before);
    buffer_.resize(before + room);
    const std::size_t got = source_->Read(std::span(buffer_).subspan(before));
    buffer_.resize(before + got);
    ended_ = got < room;
  }
}

std::string_view LineReader::Take(std::size_t count) {
  const std::string_view taken = std::string_view(buffer_).substr(begin_, count);
  begin_ += count;
  offset_ += count;
  return taken;
}

Error LineReader::MalformedLine(std::string_view message) const {
  return {ErrorKind::kMalformed, fmt::format("{}:{}: {}", path().string(), line_number_, message)};
}

Error LineReader::MalformedByte(std::string_view message) const {
  return {ErrorKind::kMalformed, fmt::format("{}: byte {}: {}", path().string(), offset_, message)};
}

}  // namespace hogvec
