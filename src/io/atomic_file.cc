#include "io/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>

#include "io/leftovers.h"
#include "io/output_stream.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// A huge page. What is written in whole ones, each to a multiple of its size, stays in whole ones
// in the page cache where the file system can (ext4 since Linux 6.16, xfs), and a program that maps
// the file later takes one fault for 2 MB instead of one for every few pages.
constexpr std::size_t kPieceBytes = std::size_t{2} << 20;
constexpr std::size_t kBufferBytes = 2 * kPieceBytes;

fs::path FolderOf(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// What a chain of links leads to, whether or not that file exists yet.
fs::path FollowLinks(fs::path path) {
  std::error_code error;
  for (int links = 0; links < 40 && fs::is_symlink(path, error); ++links) {
    const fs::path target = fs::read_symlink(path, error);
    if (error) break;
    path = target.is_absolute() ? target : FolderOf(path) / target;
  }
  return path;
}

// umask() can only tell the mask by changing it, and what another thread creates in that moment
// would be for all to write. So it is asked only where there is no /proc.
mode_t Umask() {
  std::ifstream status("/proc/self/status");
  constexpr std::string_view kName = "Umask:";
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with(kName)) continue;
    return static_cast<mode_t>(std::strtoul(line.c_str() + kName.size(), nullptr, 8));
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return mask;
}

// The permissions the file shall have: those of the file it replaces, else what the umask leaves.
mode_t ModeFor(const fs::path& target) {
  struct stat status = {};
  if (::stat(target.c_str(), &status) == 0) return status.st_mode & 0777;
  return 0666 & ~Umask();
}

void SyncFolder(const fs::path& folder) {
  const auto open = [&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); };
  File::OpenBy(open, folder, ErrorKind::kIo, "can't be opened").Sync();
}

void RefuseDirectory(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error) || !path.has_filename()) {
    throw Error(ErrorKind::kCannotCreate,
                fmt::format("{}: is a directory; name a file in it", path.string()));
  }
}

}  // namespace

AtomicFile::AtomicFile(const fs::path& path) : target_(path) {
  if (auto stream = OpenOutputStream(path)) {
    file_ = std::move(*stream);
  } else {
    target_ = FollowLinks(path);
    OpenTemporary();
  }
}

void AtomicFile::OpenTemporary() {
  RefuseDirectory(target_);
  const fs::path folder = FolderOf(target_);
  const std::string pattern =
      (folder / fmt::format(".{}.XXXXXX.tmp", target_.filename().string())).string();
  std::string name;
  constexpr int kSuffixLength = 4;  // ".tmp"
  Leftovers leftovers;
  file_ = File::OpenBy(
      [&] { return ::mkostemps((name = pattern).data(), kSuffixLength, O_CLOEXEC); }, target_,
      ErrorKind::kCannotCreate, fmt::format("can't be created in {}", folder.string()));
  temporary_ = name;
  leftovers.Add(temporary_);
}

AtomicFile::~AtomicFile() {
  if (temporary_.empty()) return;
  Leftovers leftovers;
  ::unlink(temporary_.c_str());
  leftovers.Drop(temporary_);
}

void AtomicFile::Write(std::string_view bytes) {
  if (zeros_ > 0) SettleZeros();
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferBytes) WriteBuffer(buffer_.size() / kPieceBytes * kPieceBytes);
}

void AtomicFile::WriteBuffer(std::size_t bytes) {
  file_.Write(std::string_view(buffer_).substr(0, bytes));
  buffer_.erase(0, bytes);
}

void AtomicFile::WriteZeros(std::uint64_t count) { zeros_ += count; }

// A hole is worth its call and its place in the file system's list from a few pages on.
void AtomicFile::SettleZeros() {
  constexpr std::uint64_t kWorthAHole = std::uint64_t{1} << 16;
  const std::uint64_t count = std::exchange(zeros_, 0);
  if (temporary_.empty() || count < kWorthAHole) return ByteSink::WriteZeros(count);
  WriteBuffer(buffer_.size());
  file_.AppendHole(count);
}

const fs::path& AtomicFile::TemporaryPath() const {
  if (!temporary_.empty()) return temporary_;
  throw Error(ErrorKind::kCannotCreate,
              fmt::format("{}: is written as a stream, and this format needs a file of its own",
                          target_.string()));
}

void AtomicFile::Settle() {
  if (zeros_ > 0) SettleZeros();
  WriteBuffer(buffer_.size());
  settled_ = true;
  if (!file_.IsRegular()) return;
  if (!temporary_.empty() && ::fchmod(file_.descriptor(), ModeFor(target_)) != 0) {
    throw SystemError(ErrorKind::kIo, target_, "can't be given its permissions", errno);
  }
  file_.Sync();
}

void AtomicFile::Finish() {
  if (!settled_) Settle();
  if (!temporary_.empty()) Rename();
  if (file_.is_open()) file_.Close();
}

void AtomicFile::Rename() {
  file_.Close();
  Leftovers leftovers;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    throw SystemError(ErrorKind::kIo, target_, "can't be put in place", errno);
  }
  leftovers.Drop(temporary_);
  temporary_.clear();
  SyncFolder(FolderOf(target_));
}

void WriteWholeFile(const fs::path& path, std::string_view content) {
  AtomicFile file(path);
  file.Write(content);
  file.Finish();
}

void CheckCanCreate(const fs::path& path) {
  if (CheckOutputStream(path)) return;
  const AtomicFile probe(path);
}

void CreateFolder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0777) == 0) {
    SyncFolder(FolderOf(folder));
    return;
  }
  const int error = errno;
  std::error_code absent;
  if (error == EEXIST && fs::is_directory(folder, absent)) return;
  // Some file systems, as /proc, say so although the folder above is there.
  if (error != ENOENT || !folder.has_parent_path() || fs::exists(folder.parent_path(), absent)) {
    throw SystemError(ErrorKind::kCannotCreate, folder, "can't be created", error);
  }
  CreateFolder(folder.parent_path());
  CreateFolder(folder);
}

}  // namespace hogvec
