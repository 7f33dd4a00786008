#include "checkpoint/checkpoint_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/number.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "checkpoint-";
constexpr std::string_view kSuffix = ".safetensors";

std::optional<std::uint64_t> NumberOf(const fs::path& path) {
  const std::string name = path.filename().string();
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  const std::size_t digits = name.size() - std::min(name.size(), kPrefix.size() + kSuffix.size());
  return ParseInteger<std::uint64_t>(std::string_view(name).substr(kPrefix.size(), digits));
}

// What AtomicFile calls a file of ours that is not finished.
bool IsLeftover(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with("." + std::string(kPrefix)) && name.ends_with(".tmp");
}

template <typename Wanted>
std::vector<fs::path> EntriesOf(const fs::path& folder, const Wanted& wanted) {
  std::vector<fs::path> entries;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  while (error == std::errc::interrupted) entry = fs::directory_iterator(folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (wanted(entry->path())) entries.push_back(entry->path());
  }
  if (error) {
    throw SystemError(ErrorKind::kNoInput, folder, "can't be listed for checkpoints",
                      error.value());
  }
  return entries;
}

}  // namespace

std::vector<fs::path> CheckpointsIn(const fs::path& folder) {
  auto files = EntriesOf(folder, [](const fs::path& path) { return NumberOf(path).has_value(); });
  std::ranges::sort(files, std::greater<>(), [](const fs::path& path) { return *NumberOf(path); });
  return files;
}

CheckpointFolder::CheckpointFolder(fs::path folder) : folder_(std::move(folder)) {
  CreateFolder(folder_);
  Lock();
  files_ = CheckpointsIn(folder_);
  if (!files_.empty()) next_ = *NumberOf(files_.front()) + 1;
  RemoveLeftovers();
}

void CheckpointFolder::Lock() {
  lock_ = File::OpenBy([&] { return ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); },
                       folder_, ErrorKind::kCannotCreate, "can't be opened");
  if (::flock(lock_.descriptor(), LOCK_EX | LOCK_NB) == 0) return;
  if (errno == EWOULDBLOCK) {
    throw Error(ErrorKind::kBusy, fmt::format("{}: another run keeps its checkpoints here; give "
                                              "each run a folder of its own",
                                              folder_.string()));
  }
  throw SystemError(ErrorKind::kCannotCreate, folder_, "can't be locked", errno);
}

// A failure is no harm: what is left over takes space, nothing more.
void CheckpointFolder::RemoveLeftovers() const {
  std::error_code ignored;
  for (const fs::path& path : EntriesOf(folder_, IsLeftover)) fs::remove(path, ignored);
}

void CheckpointFolder::Add(const std::function<void(const fs::path&)>& write) {
  const fs::path path = folder_ / fmt::format("{}{}{}", kPrefix, next_, kSuffix);
  write(path);
  ++next_;
  files_.insert(files_.begin(), path);
  std::error_code ignored;
  for (; files_.size() > kKept; files_.pop_back()) fs::remove(files_.back(), ignored);
}

void CheckpointFolder::Clear() {
  std::error_code ignored;
  for (const fs::path& path : files_) fs::remove(path, ignored);
  files_.clear();
  fs::remove(folder_, ignored);  // only if it is empty
}

TensorReader OpenNewestCheckpoint(const fs::path& folder, std::vector<fs::path>& files,
                                  const std::function<void(const std::string&)>& warn) {
  if (files.empty()) {
    throw Error(ErrorKind::kNoInput,
                fmt::format("{}: has no checkpoint; train without --resume", folder.string()));
  }
  for (std::size_t tried = 0; tried < files.size(); ++tried) {
    try {
      return TensorReader(files.front());
    } catch (const Error& error) {
      warn(fmt::format("{}; it is skipped", error.what()));
      std::rotate(files.begin(), files.begin() + 1, files.end());
    }
  }
  throw Error(ErrorKind::kMalformed, fmt::format("{}: none of its {} checkpoints is whole",
                                                 folder.string(), files.size()));
}

}  // namespace hogvec
