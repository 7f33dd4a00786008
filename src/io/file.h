#ifndef HOGVEC_IO_FILE_H_
#define HOGVEC_IO_FILE_H_

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "hogvec/error.h"

namespace hogvec {

// One line `PATH: what: the system's message for errno`.
Error SystemError(ErrorKind kind, const std::filesystem::path& path, std::string_view what,
                  int error_number);

// An open file descriptor: every call is checked, interrupted and partial calls are continued.
//
// Owns the descriptor; movable. ReadAt and WriteAt may be called from several threads at once.
class File {
 public:
  File() = default;
  ~File();
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;

  // Throws Error{kNoInput} if the file is missing, unreadable or a directory.
  static File OpenForReading(const std::filesystem::path& path);

  // A file in `folder` without a name: it disappears when it is closed, however the program ends.
  // Throws Error{kCannotCreate}.
  static File CreateUnnamed(const std::filesystem::path& folder);

  // Takes over a descriptor.
  static File Adopt(int descriptor, const std::filesystem::path& path) {
    return {descriptor, path};
  }

  // Opens `path` with `open(path)`, a system call that returns a descriptor, or -1 and errno;
  // retries if a signal interrupted it. Throws an Error of `kind` with the message `can't`.
  template <typename Open>
  static File OpenBy(const Open& open, const std::filesystem::path& path, ErrorKind kind,
                     std::string_view cant) {
    int descriptor = open();
    while (descriptor < 0 && errno == EINTR) descriptor = open();
    if (descriptor < 0) throw SystemError(kind, path, cant, errno);
    return Adopt(descriptor, path);
  }

  int descriptor() const { return descriptor_; }
  const std::filesystem::path& path() const { return path_; }
  bool is_open() const { return descriptor_ >= 0; }

  // The size in bytes, or 0 if the file has none (a pipe).
  std::uint64_t Size() const;

  // When the content last changed, in nanoseconds since 1970.
  std::int64_t ModifiedAt() const;

  // The position of the next Read() or Write(), in bytes; 0 if the file has no positions.
  std::uint64_t Position() const;

  // True for a regular file, which has a size and can be read at any position.
  bool IsRegular() const;

  // Reads up to out.size() bytes, fewer only at the end of the file; 0 there. Throws Error{kIo}.
  std::size_t Read(std::span<char> out);

  // Reads exactly out.size() bytes from `offset`. Throws Error{kIo}, also at the end of the file.
  void ReadAt(std::span<char> out, std::uint64_t offset) const;

  // Writes all of `bytes`. Throws Error{kIo}.
  void Write(std::string_view bytes);
  void WriteAt(std::string_view bytes, std::uint64_t offset) const;

  // Moves the position `count` bytes beyond the end, to which the file grows: they read as zeros,
  // and take no space where the file system has holes. Throws Error{kIo}.
  void AppendHole(std::uint64_t count);

  // Waits until everything is on disk. Must not be retried after a failure: the system may have
  // dropped the data that it could not write, and would then report success.
  void Sync();

  // Closes the file and reports errors, which the destructor can't.
  void Close();

 private:
  File(int descriptor, std::filesystem::path path)
      : descriptor_(descriptor), path_(std::move(path)) {}

  std::string PlaceNow() const;

  int descriptor_ = -1;
  std::filesystem::path path_;
};

// The whole content of a file. Throws as File does.
std::string ReadWholeFile(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_FILE_H_
