#ifndef HOGVEC_IO_BYTE_SOURCE_H_
#define HOGVEC_IO_BYTE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace hogvec {

// The name that stands for standard input.
inline constexpr const char* kStandardInput = "-";

// The bytes of one file, front to back, wherever they come from; what reads them knows nothing of
// compression and pipes.
//
// For one thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills `out`, and returns how much of it: less than all of it only at the end. Throws
  // Error{kIo}, also at the end of an ordinary file that changed since it was opened;
  // Error{kMalformed} for compressed data that is damaged or cut short.
  virtual std::size_t Read(std::span<char> out) = 0;

  // How many bytes of the file itself have been read, for progress.
  virtual std::uint64_t file_bytes() const = 0;

  // The number of bytes that Read() will give in all, where that is known.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

// Opens a file, or standard input for "-". What is gzip, bzip2, xz or zstd by its first bytes is
// decompressed, all members of it; that is done ahead, on a thread of its own. Throws
// Error{kNoInput}.
std::unique_ptr<ByteSource> OpenByteSource(const std::filesystem::path& path);

// The size of a file as it lies on the disk; 0 for what has none, as a pipe. Nothing is opened.
// Throws Error{kNoInput}.
std::uint64_t FileSizeOf(const std::filesystem::path& path);

// Throws Error{kNoInput} if a file can't be opened. Pipes are looked at only: opening one takes
// what is in it.
void RequireReadable(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_BYTE_SOURCE_H_
