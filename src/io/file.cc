#include "io/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace hogvec {
namespace {

// Repeats a system call that a signal interrupted.
template <typename Call>
auto Retrying(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

// Another process that shares a pipe may have made it non-blocking.
void WaitForRoom(int descriptor) {
  struct pollfd pipe = {.fd = descriptor, .events = POLLOUT, .revents = 0};
  constexpr int kForever = -1;
  Retrying([&] { return ::poll(&pipe, 1, kForever); });
}

struct stat StatusOf(const File& file) {
  struct stat status = {};
  if (::fstat(file.descriptor(), &status) != 0) {
    throw SystemError(ErrorKind::kIo, file.path(), "can't be examined", errno);
  }
  return status;
}

}  // namespace

Error SystemError(ErrorKind kind, const std::filesystem::path& path, std::string_view what,
                  int error_number) {
  return {kind, fmt::format("{}: {}: {}", path.string(), what,
                            std::generic_category().message(error_number))};
}

File::~File() {
  if (is_open()) ::close(descriptor_);
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

File File::OpenForReading(const std::filesystem::path& path) {
  File file = OpenBy([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }, path,
                     ErrorKind::kNoInput, "can't be opened");
  if (S_ISDIR(StatusOf(file).st_mode)) {
    throw Error(ErrorKind::kNoInput, fmt::format("{}: is a directory, not a file", path.string()));
  }
  return file;
}

File File::CreateUnnamed(const std::filesystem::path& folder) {
  const std::string pattern = (folder / "hogvec-XXXXXX").string();
  std::string name;
  File file = OpenBy([&] { return ::mkostemp((name = pattern).data(), O_CLOEXEC); }, folder,
                     ErrorKind::kCannotCreate, "can't hold a temporary file");
  ::unlink(name.c_str());
  return file;
}

std::uint64_t File::Size() const { return static_cast<std::uint64_t>(StatusOf(*this).st_size); }

std::int64_t File::ModifiedAt() const {
  const struct timespec time = StatusOf(*this).st_mtim;
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool File::IsRegular() const { return S_ISREG(StatusOf(*this).st_mode); }

std::uint64_t File::Position() const {
  return static_cast<std::uint64_t>(std::max<off_t>(0, ::lseek(descriptor_, 0, SEEK_CUR)));
}

// The position of a failed read or write, if the file has positions.
std::string File::PlaceNow() const {
  const off_t at = ::lseek(descriptor_, 0, SEEK_CUR);
  return at < 0 ? "" : fmt::format(" at byte {}", at);
}

std::size_t File::Read(std::span<char> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const auto got =
        Retrying([&] { return ::read(descriptor_, out.data() + done, out.size() - done); });
    if (got < 0) {
      const int error_number = errno;
      throw SystemError(ErrorKind::kIo, path_, "can't be read" + PlaceNow(), error_number);
    }
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void File::ReadAt(std::span<char> out, std::uint64_t offset) const {
  while (!out.empty()) {
    const auto got = Retrying(
        [&] { return ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset)); });
    if (got < 0) {
      throw SystemError(ErrorKind::kIo, path_, fmt::format("can't be read at byte {}", offset),
                        errno);
    }
    if (got == 0) {
      throw Error(ErrorKind::kIo, fmt::format("{}: ends at byte {}, although more was written",
                                              path_.string(), offset));
    }
    out = out.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
}

void File::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = Retrying([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
    if (put < 0 && errno == EAGAIN) {
      WaitForRoom(descriptor_);
      continue;
    }
    if (put < 0) throw SystemError(ErrorKind::kIo, path_, "can't be written", errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

void File::WriteAt(std::string_view bytes, std::uint64_t offset) const {
  while (!bytes.empty()) {
    const auto put = Retrying([&] {
      return ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    });
    if (put < 0) throw SystemError(ErrorKind::kIo, path_, "can't be written", errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::uint64_t>(put);
  }
}

void File::AppendHole(std::uint64_t count) {
  const off_t begin = ::lseek(descriptor_, 0, SEEK_CUR);
  const off_t end = begin + static_cast<off_t>(count);
  if (begin < 0 || Retrying([&] { return ::ftruncate(descriptor_, end); }) != 0 ||
      ::lseek(descriptor_, end, SEEK_SET) != end) {
    throw SystemError(ErrorKind::kIo, path_, "can't be written", errno);
  }
}

void File::Sync() {
  if (::fsync(descriptor_) != 0) {
    throw SystemError(ErrorKind::kIo, path_, "can't be synced to disk", errno);
  }
}

// close() is not retried when interrupted: Linux has already freed the descriptor.
void File::Close() {
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0 && errno != EINTR) {
    throw SystemError(ErrorKind::kIo, path_, "can't be closed", errno);
  }
}

std::string ReadWholeFile(const std::filesystem::path& path) {
  File file = File::OpenForReading(path);
  std::string content;
  constexpr std::size_t kPiece = 1 << 16;
  for (std::size_t got = kPiece; got == kPiece;) {
    const std::size_t before = content.size();
    content.resize(before + kPiece);
    got = file.Read(std::span(content).subspan(before));
    content.resize(before + got);
  }
  return content;
}

}  // namespace hogvec
