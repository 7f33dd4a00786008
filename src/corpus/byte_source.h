#ifndef HOGVEC_CORPUS_BYTE_SOURCE_H_
#define HOGVEC_CORPUS_BYTE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace hogvec {

// The bytes of one text, front to back, wherever they come from. Readers behind it (plain files
// now; compressed ones and pipes have their place here) know nothing of lines or words.
//
// For one thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills `out`, and returns how much of it: less than all of it only at the end. Throws
  // Error{kIo}, also at the end of an ordinary file that changed since it was opened.
  virtual std::size_t Read(std::span<char> out) = 0;
};

// Opens a text. Throws Error{kNoInput}.
std::unique_ptr<ByteSource> OpenByteSource(const std::filesystem::path& path);

// The size of a text in bytes as far as it is known beforehand, else 0. Throws Error{kNoInput}.
std::uint64_t ByteSizeOf(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_BYTE_SOURCE_H_
