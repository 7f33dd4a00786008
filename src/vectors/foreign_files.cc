#include "vectors/foreign_files.h"

#include <algorithm>
#include <string_view>

#include "hogvec/error.h"
#include "io/line_reader.h"
#include "vectors/format_table.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

bool HasMark(const fs::path& file, std::string_view mark) {
  constexpr std::size_t kStart = std::size_t{1} << 16;  // bytes
  return LineReader(file, LineReader::Content::kAny).Peek(kStart).find(mark) !=
         std::string_view::npos;
}

// Whether the words of the list beside `path` are those of its rows, as far as the first go.
bool BelongTogether(const fs::path& path) {
  constexpr std::size_t kRows = 1000;
  const auto reader = OpenVectors(path);
  VectorRow row;
  for (std::size_t i = 0; i < kRows && reader->Next(row); ++i) {
  }
  return true;
}

// Whether we wrote a file that nobody named.
bool IsOurs(const fs::path& file, const fs::path& path, const FormatRow& row) {
  try {
    const auto marked = std::ranges::find_if(
        row.marks, [&](const FileMark& mark) { return file.native().ends_with(mark.name_end); });
    return marked == row.marks.end() ? BelongTogether(path) : HasMark(file, marked->mark);
  } catch (const Error&) {
    return false;
  }
}

bool HoldsSomething(const fs::path& file) {
  std::error_code absent;
  return fs::is_regular_file(file, absent) && fs::file_size(file, absent) > 0;
}

}  // namespace

std::optional<fs::path> ForeignFile(const fs::path& path, VectorFormat format) {
  const FormatRow& row = RowOf(format);
  for (const fs::path& file : row.files(path)) {
    if (!HoldsSomething(file)) continue;
    const bool named = file == path;
    const bool foreign =
        named ? row.is_foreign != nullptr && row.is_foreign(file) : !IsOurs(file, path, row);
    if (foreign) return file;
  }
  return std::nullopt;
}

}  // namespace hogvec
