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

// Whether a folder is one of those that led to it, as a link may make it.
bool LeadsBack(const fs::recursive_directory_iterator& at, const fs::path& top) {
  fs::path above = at->path().parent_path();
  std::error_code unknown;
  for (int depth = at.depth(); depth > 0; --depth, above = above.parent_path()) {
    if (fs::equivalent(above, at->path(), unknown)) return true;
  }
  return fs::equivalent(top, at->path(), unknown);
}

// The files in a folder and below, links followed, in no order.
std::vector<fs::path> FilesBelow(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::follow_directory_symlink,
                                      error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const bool is_folder = at->is_directory(error);
    if (is_folder && (IsHidden(at->path()) || LeadsBack(at, folder))) {
      at.disable_recursion_pending();
    } else if (!is_folder && !IsHidden(at->path())) {
      found.push_back(at->path());
    }
  }
  if (error) {
    throw Error(ErrorKind::kNoInput,
                fmt::format("{}: can't be listed: {}", folder.string(), error.message()));
  }
  return found;
}

void AddFolder(const fs::path& folder, std::vector<fs::path>& files) {
  std::vector<fs::path> found = FilesBelow(folder);
  if (found.empty()) {
    throw Error(ErrorKind::kNoInput, fmt::format("{}: no file is in it", folder.string()));
  }
  for (const fs::path& file : found) RequireReadable(file);
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
