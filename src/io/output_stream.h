#ifndef HOGVEC_IO_OUTPUT_STREAM_H_
#define HOGVEC_IO_OUTPUT_STREAM_H_

#include <filesystem>
#include <optional>

#include "io/file.h"

namespace hogvec {

inline constexpr const char* kStandardOutput = "/dev/stdout";

// Opens an output that is written in place, because it can't be replaced by a new file:
//   - an open descriptor of this process, by name (/dev/stdout, /dev/stderr, /dev/fd/3,
//     /proc/self/fd/3, or a link to one of these), or a file that standard output or standard error
//     goes to. It is duplicated, not opened again, so that our bytes follow those already there,
//     and are followed by what others write later;
//   - a pipe or a device.
//
// Returns nullopt for any other path: a regular file, or one that does not exist yet. Throws
// Error{kCannotCreate} if it can't be opened or its descriptor is not open for writing.
std::optional<File> OpenOutputStream(const std::filesystem::path& path);

// Whether `path` is such an output. Throws what opening it would throw, but opens no pipe: opening
// and closing one would end it for its reader.
bool CheckOutputStream(const std::filesystem::path& path);

// Whether `path` is such an output; throws and opens nothing.
bool IsOutputStream(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_OUTPUT_STREAM_H_
