#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/byte_source.h"
#include "base/line_reader.h"
#include "hogvec/corpus.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// Lists name files and folders, but no further lists: none can name itself.
constexpr char kList = '@';

bool IsHidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

void AddFolder(const fs::path& folder, std::vector<fs::path>& files) {
  std::vector<fs::path> found;
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool is_folder = entry->is_directory();
    if (IsHidden(entry->path())) {
      if (is_folder) entry.disable_recursion_pending();
    } else if (!is_folder) {
      found.push_back(entry->path());
    }
  }
  if (error) {
    throw Error(ErrorKind::kNoInput,
                fmt::format("{}: can't be listed: {}", folder.string(), error.message()));
  }
  if (found.empty()) {
    throw Error(ErrorKind::kNoInput, fmt::format("{}: no file is in it", folder.string()));
  }
  std::ranges::sort(
      found, {}, [](const fs::path& path) -> const auto& { return path.native(); });
  files.insert(files.end(), found.begin(), found.end());
}

void AddFileOrFolder(const fs::path& path, std::vector<fs::path>& files) {
  std::error_code absent;
  if (path != kStandardInput && fs::is_directory(path, absent)) {
    AddFolder(path, files);
  } else {
    RequireReadable(path);
    files.push_back(path);
  }
}

void AddList(const fs::path& list, std::vector<fs::path>& files) {
  LineReader reader(list);
  const std::size_t before = files.size();
  for (std::string_view line; reader.NextLine(line);) {
    if (!line.empty()) AddFileOrFolder(line, files);
  }
  if (files.size() > before) return;
  throw Error(ErrorKind::kNoInput, fmt::format("{}: the list names no file", list.string()));
}

}  // namespace

std::vector<fs::path> CorpusFiles(std::span<const std::string> names) {
  std::vector<fs::path> files;
  for (const std::string& name : names) {
    if (name.size() > 1 && name[0] == kList) {
      AddList(name.substr(1), files);
    } else {
      AddFileOrFolder(name, files);
    }
  }
  if (std::ranges::count(files, fs::path(kStandardInput)) > 1) {
    throw Error(ErrorKind::kNoInput, "standard input (-) can be read once only");
  }
  return files;
}

}  // namespace hogvec
