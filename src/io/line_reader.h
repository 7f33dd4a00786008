#ifndef HOGVEC_IO_LINE_READER_H_
#define HOGVEC_IO_LINE_READER_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "hogvec/error.h"
#include "io/byte_source.h"

namespace hogvec {

// A buffered file, decompressed if necessary, read line by line or byte by byte, that tracks its
// position. Lines and words may be of any length; memory grows with the data that was read, never
// with a header's claims.
//
// For one thread at a time.
class LineReader {
 public:
  // Text may begin with a byte-order mark, which is skipped, and is refused if it looks like
  // something else. In other data every byte is significant.
  enum class Content { kText, kAny };

  // Throws Error{kNoInput}; for text also the errors of reading, and Error{kMalformed} for
  // archives, UTF-16 and the like.
  explicit LineReader(const std::filesystem::path& path, Content content = Content::kText);

  // The next line without its "\n" or "\r\n"; false at the end. A last line without a newline is a
  // line. Valid until the next call.
  bool NextLine(std::string_view& line);

  // What NextLine would return, without consuming it: empty for an empty line and at the end.
  std::string_view PeekLine();

  // The next `count` bytes, or fewer at the end. Valid until the next call.
  std::string_view NextBytes(std::size_t count);

  // The bytes before the next `delimiter`, which is consumed as well; false if there is none within
  // `longest` bytes, and then nothing is consumed. Valid until the next call.
  bool NextUntil(char delimiter, std::size_t longest, std::string_view& bytes);

  // Up to `count` of the next bytes, without consuming them. Valid until the next call.
  std::string_view Peek(std::size_t count);

  // Skips a byte-order mark, if one is next.
  void SkipByteOrderMark();

  // The number of lines returned by NextLine so far, hence the number of the last one, from 1.
  std::uint64_t line_number() const { return line_number_; }

  // Bytes consumed so far.
  std::uint64_t offset() const { return offset_; }

  // The size of the content in bytes, if known.
  std::optional<std::uint64_t> size() const { return source_->size(); }
  const std::filesystem::path& path() const { return path_; }

  // Error{kMalformed} `PATH:LINE: message`, or `PATH: byte N: message`.
  Error MalformedLine(std::string_view message) const;
  Error MalformedByte(std::string_view message) const;

 private:
  // The length of the next line with its newline, or of the rest of the file if there is none.
  std::size_t LineLength();
  // Reads until `count` bytes are buffered or the file ends.
  void Fill(std::size_t count);
  std::size_t Buffered() const { return buffer_.size() - begin_; }
  std::string_view Take(std::size_t count);

  std::filesystem::path path_;
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the buffered bytes that are not yet consumed
  bool ended_ = false;
  std::uint64_t offset_ = 0;
  std::uint64_t line_number_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_IO_LINE_READER_H_
