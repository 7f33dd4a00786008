#ifndef HOGVEC_IO_RANDOM_ACCESS_H_
#define HOGVEC_IO_RANDOM_ACCESS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/file.h"
#include "io/line_reader.h"

namespace hogvec {

// The bytes of a file at any position: from the file itself if it is an ordinary one, else, where
// it is compressed or a pipe, from memory, which then grows with what was read.
//
// ReadAt and NextData may be called from several threads at once.
class RandomAccess {
 public:
  // `file` must not have been consumed. Reads all of it, unless it is an ordinary file. Throws as
  // LineReader does.
  explicit RandomAccess(LineReader& file);

  // Whether `file` was consumed, because it is no ordinary one.
  bool in_memory() const { return !file_; }

  std::uint64_t size() const { return size_; }
  const std::filesystem::path& path() const { return path_; }

  // Reads exactly out.size() bytes from `offset`. Throws Error{kIo}, also at the end.
  void ReadAt(std::span<char> out, std::uint64_t offset) const;

  // Where the next byte may differ from zero, from `offset` on: after a hole, if the file system
  // knows of one; size() if nothing but holes follows.
  std::uint64_t NextData(std::uint64_t offset) const;

  // Throws Error{kIo} if the file was changed since it was opened.
  void CheckUnchanged() const;

 private:
  void ReadParts(std::span<char> out, std::uint64_t offset) const;

  std::filesystem::path path_;
  std::optional<File> file_;        // if it is an ordinary one
  std::vector<std::string> parts_;  // else; all but the last of the same size
  std::uint64_t size_ = 0;
  std::int64_t modified_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_IO_RANDOM_ACCESS_H_
