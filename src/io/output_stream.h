#ifndef HOGVEC_IO_OUTPUT_STREAM_H_
#define HOGVEC_IO_OUTPUT_STREAM_H_

#include <filesystem>
#include <optional>

#include "io/file.h"

namespace hogvec {

inline constexpr const char* kStandardOutput = "/dev/stdout";

// Opens an output that is written where it stands, because it can't be replaced by a new file:
//   - an open descriptor of this process, by name (/dev/stdout, /dev/stderr, /dev/fd/3,
//     /proc/self/fd/3, or a link to one of these), or a file that standard output or standard error
//     goes to. It is duplicated, not opened again, so that bytes come behind those that are there
//     already, and what others write later comes behind these;
//   - a pipe or a device.
//
// Nothing for any other path: an ordinary file, or one that is still to be made. Throws
// Error{kCannotCreate} if it can't be opened or its descriptor is not open for writing.
std::optional<File> OpenOutputStream(const std::filesystem::path& path);

// Whether `path` is such an output. Throws what opening it would throw, but opens no pipe: one that
// was opened and closed again has ended for whoever reads it.
bool CheckOutputStream(const std::filesystem::path& path);

// Whether `path` is such an output; throws and opens nothing.
bool IsOutputStream(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_OUTPUT_STREAM_H_
