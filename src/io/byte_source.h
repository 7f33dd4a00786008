#ifndef HOGVEC_IO_BYTE_SOURCE_H_
#define HOGVEC_IO_BYTE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace hogvec {

// The name that means standard input.
inline constexpr const char* kStandardInput = "-";

// The bytes of one file from front to back; hides compression and pipes from its reader.
//
// For one thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills `out` and returns the number of bytes, fewer than out.size() only at the end. Throws
  // Error{kIo}, also at the end of a regular file that changed since it was opened;
  // Error{kMalformed} for compressed data that is damaged or truncated.
  virtual std::size_t Read(std::span<char> out) = 0;

  // The number of bytes read from the file itself, before decompression, for progress.
  virtual std::uint64_t file_bytes() const = 0;

  // The total number of bytes that Read() will return, if known.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

// Opens a file, or standard input for "-". A file that starts as gzip, bzip2, xz or zstd is
// decompressed, with all its members, ahead of the reader on another thread. Throws
// Error{kNoInput}.
std::unique_ptr<ByteSource> OpenByteSource(const std::filesystem::path& path);

// The size of a file on disk; 0 if it has none, like a pipe. Opens nothing. Throws
// Error{kNoInput}.
std::uint64_t FileSizeOf(const std::filesystem::path& path);

// Throws Error{kNoInput} if a file can't be opened. A pipe is examined but not opened: opening one
// would consume its content.
void RequireReadable(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_BYTE_SOURCE_H_
