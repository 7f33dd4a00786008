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

// A buffered file, decompressed if need be, read line by line or byte by byte, that knows where it
// stands. Lines and words may be of any length; memory follows what was read, never what a header
// claims.
//
// For one thread at a time.
class LineReader {
 public:
  // What is text may begin with a byte-order mark, which is passed over, and is refused if it looks
  // like something else. Of what may be other data every byte counts.
  enum class Content { kText, kAny };

  // Throws Error{kNoInput}; with kText also what reading throws, and Error{kMalformed} for
  // archives, UTF-16 and the like.
  explicit LineReader(const std::filesystem::path& path, Content content = Content::kText);

  // The next line without its "\n" or "\r\n"; false at the end. A last line without a newline is a
  // line. Valid until the next call.
  bool NextLine(std::string_view& line);

  // What NextLine would return, without passing over it: empty for an empty line and at the end.
  std::string_view PeekLine();

  // The next `count` bytes, or fewer at the end. Valid until the next call.
  std::string_view NextBytes(std::size_t count);

  // The bytes up to and without the next `delimiter`, which is passed over; false if there is none
  // within `longest` bytes, and then nothing is passed over. Valid until the next call.
  bool NextUntil(char delimiter, std::size_t longest, std::string_view& bytes);

  // Up to `count` bytes from here on without passing over them. Valid until the next call.
  std::string_view Peek(std::size_t count);

  // Passes over a byte-order mark, if one is next.
  void SkipByteOrderMark();

  // The lines returned by NextLine so far: the number of the last one, counted from 1.
  std::uint64_t line_number() const { return line_number_; }

  // Bytes passed over so far.
  std::uint64_t offset() const { return offset_; }

  // The bytes that are in the file, where that is known.
  std::optional<std::uint64_t> size() const { return source_->size(); }
  const std::filesystem::path& path() const { return path_; }

  // Error{kMalformed} `PATH:LINE: message`, or `PATH: byte N: message`.
  Error MalformedLine(std::string_view message) const;
  Error MalformedByte(std::string_view message) const;

 private:
  // The length of the next line with its newline; that of the rest of the file if it has none.
  std::size_t LineLength();
  // Reads on until `count` bytes are buffered or the file ends.
  void Fill(std::size_t count);
  std::size_t Buffered() const { return buffer_.size() - begin_; }
  std::string_view Take(std::size_t count);

  std::filesystem::path path_;
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is buffered and not yet passed over
  bool ended_ = false;
  std::uint64_t offset_ = 0;
  std::uint64_t line_number_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_IO_LINE_READER_H_
