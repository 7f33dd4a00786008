#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "corpus/binary_data.h"
#include "hogvec/corpus.h"
#include "hogvec/error.h"
#include "io/byte_source.h"
#include "io/line_reader.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// Lists name files and folders, but not other lists, so that none can contain itself.
constexpr char kList = '@';

bool IsHidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

// Whether a folder is also one of the folders above it, which links can cause.
bool LeadsBack(const fs::recursive_directory_iterator& at, const fs::path& top) {
  fs::path above = at->path().parent_path();
  std::error_code unknown;
  for (int depth = at.depth(); depth > 0; --depth, above = above.parent_path()) {
    if (fs::equivalent(above, at->path(), unknown)) return true;
  }
  return fs::equivalent(top, at->path(), unknown);
}

// The files in a folder and its subfolders, following links, in no particular order.
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

// Why a file's first bytes are not text; empty if `take_binary`, and for a pipe, where looking
// would consume them.
std::string WhyNoText(const fs::path& file, bool take_binary) {
  if (take_binary || !fs::is_regular_file(file)) return {};
  std::string first(kBinaryLook, '\0');
  first.resize(OpenByteSource(file)->Read(first));
  return WhyBinary(first);
}

class TextFinder {
 public:
  explicit TextFinder(bool take_binary) : take_binary_(take_binary) {}

  void Add(const std::string& name) {
    if (name.size() > 1 && name[0] == kList) {
      AddList(name.substr(1));
    } else {
      AddFileOrFolder(name);
    }
  }

  FoundTexts Found() && { return std::move(found_); }

 private:
  void AddList(const fs::path& list) {
    LineReader reader(list);
    const std::size_t before = found_.files.size();
    for (std::string_view line; reader.NextLine(line);) {
      if (!line.empty()) AddFileOrFolder(line);
    }
    if (found_.files.size() > before) return;
    throw Error(ErrorKind::kNoInput, fmt::format("{}: the list names no file", list.string()));
  }

  void AddFileOrFolder(const fs::path& path) {
    std::error_code absent;
    if (path != kStandardInput && fs::is_directory(path, absent)) return AddFolder(path);
    RequireReadable(path);
    found_.files.push_back(path);
  }

  void AddFolder(const fs::path& folder) {
    std::vector<fs::path> files = FilesBelow(folder);
    if (files.empty()) {
      throw Error(ErrorKind::kNoInput, fmt::format("{}: contains no files", folder.string()));
    }
    std::ranges::sort(
        files, {}, [](const fs::path& path) -> const auto& { return path.native(); });
    const std::size_t texts = found_.files.size(), others = found_.passed_over.size();
    for (const fs::path& file : files) AddIfText(file);
    if (found_.files.size() > texts) return;
    throw Error(ErrorKind::kNoInput, fmt::format("{}: contains no text; {}", folder.string(),
                                                 found_.passed_over[others]));
  }

  void AddIfText(const fs::path& file) {
    try {
      RequireReadable(file);
      const std::string why = WhyNoText(file, take_binary_);
      if (why.empty()) {
        found_.files.push_back(file);
      } else {
        found_.passed_over.push_back(fmt::format("{}: {}", file.string(), why));
      }
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kNoInput) throw;
      found_.passed_over.emplace_back(error.what());
    }
  }

  const bool take_binary_;
  FoundTexts found_;
};

}  // namespace

FoundTexts FindTexts(std::span<const std::string> names, bool take_binary) {
  TextFinder finder(take_binary);
  for (const std::string& name : names) finder.Add(name);
  FoundTexts found = std::move(finder).Found();
  if (std::ranges::count(found.files, fs::path(kStandardInput)) > 1) {
    throw Error(ErrorKind::kNoInput, "standard input (-) can be read only once");
  }
  return found;
}

}  // namespace hogvec
