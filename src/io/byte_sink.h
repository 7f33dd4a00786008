#ifndef HOGVEC_IO_BYTE_SINK_H_
#define HOGVEC_IO_BYTE_SINK_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace hogvec {

// Writes the bytes of a file from front to back. For one thread at a time.
class ByteSink {
 public:
  virtual ~ByteSink() = default;

  // Appends. Throws Error{kIo}.
  virtual void Write(std::string_view bytes) = 0;

  // Appends so many zero bytes, as holes where that saves space. Throws Error{kIo}.
  virtual void WriteZeros(std::uint64_t count);

  // Makes the file appear; without it, no file remains. Throws Error{kIo}.
  virtual void Finish() = 0;
};

// A file that appears when it is complete (AtomicFile), compressed if its suffix is .gz, .bz2, .xz
// or .zst. Throws Error{kCannotCreate}.
std::unique_ptr<ByteSink> CreateFile(const std::filesystem::path& path);

// Writes such a file in one call.
void WriteFile(const std::filesystem::path& path, std::string_view content);

}  // namespace hogvec

#endif  // HOGVEC_IO_BYTE_SINK_H_
