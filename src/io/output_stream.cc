#include "io/output_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/number.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

bool IsSameFile(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// N of a name /proc/self/fd/N, however the folder is spelled: /dev/fd is a link to it.
std::optional<int> DescriptorNamed(const fs::path& path) {
  struct stat folder = {}, descriptors = {};
  if (::stat("/proc/self/fd", &descriptors) != 0) return std::nullopt;
  if (::stat((path.parent_path() / ".").c_str(), &folder) != 0) return std::nullopt;
  if (!IsSameFile(folder, descriptors)) return std::nullopt;
  return ParseInteger<int>(path.filename().native());
}

// The same for a link to such a name, such as /dev/stdout.
std::optional<int> DescriptorOfLink(fs::path path) {
  std::error_code error;
  for (int links = 0; links < 40; ++links) {
    if (const auto descriptor = DescriptorNamed(path)) return descriptor;
    const fs::path target = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / target;  // that is, the target if it is absolute
  }
  return std::nullopt;
}

bool IsOpenForWriting(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

// Standard output or standard error, if it goes to this regular file.
std::optional<int> StandardStreamTo(const struct stat& file) {
  for (const int descriptor : {1, 2}) {
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !IsSameFile(status, file)) continue;
    if (IsOpenForWriting(descriptor)) return descriptor;
  }
  return std::nullopt;
}

// The target of a streamed output: a descriptor, or a pipe or device.
struct Target {
  std::optional<int> descriptor = {};
  bool is_pipe = false, is_device = false;

  bool is_stream() const { return descriptor || is_pipe || is_device; }
};

Target TargetOf(const fs::path& path) {
  if (const auto descriptor = DescriptorOfLink(path)) return {.descriptor = descriptor};
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) return {};
  if (S_ISREG(status.st_mode)) return {.descriptor = StandardStreamTo(status)};
  const bool is_pipe = S_ISFIFO(status.st_mode);
  return {.is_pipe = is_pipe, .is_device = !is_pipe};
}

File OpenBy(const fs::path& path, const auto& open) {
  return File::OpenBy(open, path, ErrorKind::kCannotCreate, "can't be opened");
}

File Duplicate(const fs::path& path, int descriptor) {
  File copy = OpenBy(path, [&] { return ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0); });
  if (IsOpenForWriting(copy.descriptor())) return copy;
  throw Error(ErrorKind::kCannotCreate, fmt::format("{}: is not open for writing", path.string()));
}

File Open(const fs::path& path, const Target& target) {
  if (target.descriptor) return Duplicate(path, *target.descriptor);
  return OpenBy(path, [&] { return ::open(path.c_str(), O_WRONLY | O_CLOEXEC); });
}

}  // namespace

std::optional<File> OpenOutputStream(const fs::path& path) {
  const Target target = TargetOf(path);
  return target.is_stream() ? std::optional(Open(path, target)) : std::nullopt;
}

bool CheckOutputStream(const fs::path& path) {
  const Target target = TargetOf(path);
  if (!target.is_pipe) return target.is_stream() && Open(path, target).is_open();
  if (::access(path.c_str(), W_OK) == 0) return true;
  throw SystemError(ErrorKind::kCannotCreate, path, "can't be opened", errno);
}

bool IsOutputStream(const fs::path& path) { return TargetOf(path).is_stream(); }

}  // namespace hogvec
