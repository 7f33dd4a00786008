#include "query/history_file.h"

#include <fcntl.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <cstdlib>
#include <deque>

#include "base/utf8.h"
#include "hogvec/error.h"
#include "io/atomic_file.h"
#include "io/file.h"
#include "io/line_reader.h"

namespace hogvec::query {
namespace {

constexpr std::size_t kLongestLine = 4096;  // bytes; longer lines were not typed by hand

// A folder named by a variable; by the XDG specification, relative paths are ignored.
std::filesystem::path FolderIn(const char* variable) {
  const char* value = std::getenv(variable);
  const std::filesystem::path folder(value == nullptr ? "" : value);
  return folder.is_absolute() ? folder : std::filesystem::path();
}

// Creates the missing folders of `file`, for their owner only.
void CreateFolders(const std::filesystem::path& file) {
  std::filesystem::path folder;
  for (const auto& part : file.parent_path()) {
    folder /= part;
    static_cast<void>(::mkdir(folder.c_str(), S_IRWXU));  // opening the file says if that failed
  }
}

File OpenToAdd(const std::filesystem::path& path) {
  return File::OpenBy(
      [&path] {
        constexpr int kFlags = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC;
        return ::open(path.c_str(), kFlags, S_IRUSR | S_IWUSR);
      },
      path, ErrorKind::kCannotCreate, "can't be written");
}

void Replace(const std::filesystem::path& path, const std::deque<std::string>& lines) {
  WriteWholeFile(path, fmt::format("{}\n", fmt::join(lines, "\n")));  // keeps the permissions
}

}  // namespace

std::filesystem::path HistoryFile::UsualPath() {
  std::filesystem::path state = FolderIn("XDG_STATE_HOME");
  if (state.empty()) {
    const std::filesystem::path home = FolderIn("HOME");
    if (home.empty()) return {};
    state = home / ".local" / "state";
  }
  return state / "hogvec" / "query_history";
}

std::vector<std::string> HistoryFile::Load() const {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path_, ignored)) return {};
  std::deque<std::string> lines;
  try {
    LineReader reader(path_);
    for (std::string_view line; reader.NextLine(line);) {
      if (line.empty() || line.size() > kLongestLine || !IsUtf8(line)) continue;
      lines.emplace_back(line);
      if (lines.size() > kMostLines) lines.pop_front();
    }
    if (reader.line_number() >= 2 * kMostLines) Replace(path_, lines);
  } catch (const Error&) {
    // Keep what could be read.
  }
  return {lines.begin(), lines.end()};
}

void HistoryFile::Add(std::string_view line) const {
  if (path_.empty() || line.empty() || line.size() > kLongestLine) return;
  try {
    CreateFolders(path_);
    File file = OpenToAdd(path_);
    if (file.IsRegular()) file.Write(std::string(line) + "\n");
    file.Close();
  } catch (const Error&) {
    // The line is not kept.
  }
}

}  // namespace hogvec::query
