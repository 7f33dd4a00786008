#ifndef HOGVEC_IO_BYTE_CURSOR_H_
#define HOGVEC_IO_BYTE_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "hogvec/error.h"
#include "io/random_access.h"

namespace hogvec {

// Takes numbers and strings off a file, one after the other, as they lie there: little-endian,
// without gaps.
class ByteCursor {
 public:
  explicit ByteCursor(const RandomAccess& bytes, std::uint64_t offset = 0)
      : bytes_(bytes), offset_(offset) {}

  std::uint64_t offset() const { return offset_; }
  std::uint64_t left() const { return bytes_.size() - offset_; }

  // The next number, which errors call `what`. Throws Error{kMalformed} at the end.
  template <typename Number>
  requires std::is_arithmetic_v<Number> || std::is_enum_v<Number> Number
  Take(std::string_view what) {
    Number number;
    const std::string_view bytes = TakeBytes(sizeof(number), what);
    std::memcpy(&number, bytes.data(), sizeof(number));
    return number;
  }

  // The bytes up to a zero byte, which is taken as well. Throws Error{kMalformed} if there is none
  // within `longest` bytes. Valid until the next call.
  std::string_view TakeString(std::size_t longest, std::string_view what);

  // Throws Error{kMalformed} if fewer bytes are left.
  void Skip(std::uint64_t count, std::string_view what);

  // Error{kMalformed} `PATH: byte N: message`.
  Error Malformed(std::string_view message) const;

 private:
  std::string_view TakeBytes(std::size_t count, std::string_view what);
  // What is buffered from the position on, at least `count` bytes if the file has them.
  std::string_view Ahead(std::size_t count);
  Error CutShort(std::string_view what) const;

  const RandomAccess& bytes_;
  std::uint64_t offset_;
  std::string buffer_;
  std::uint64_t buffer_begin_ = 0;  // its offset in the file
};

}  // namespace hogvec

#endif  // HOGVEC_IO_BYTE_CURSOR_H_
