#include "vectors/foreign_files.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "hogvec/error.h"
#include "io/line_reader.h"
#include "vectors/sqlite.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// What a file of ours says near its start, and no other does, by the end of its name.
constexpr std::array kMarks = {
    std::pair{std::string_view("model.safetensors"), std::string_view("\"hogvec\":")},
    std::pair{std::string_view("tokenizer.json"), std::string_view("\"vocab\":{\n")},
    std::pair{std::string_view("config.json"), std::string_view("\"hogvec\":")},
    std::pair{std::string_view("README.md"), std::string_view("\n- hogvec\n")},
    std::pair{std::string_view("modules.json"), std::string_view("[{\"idx\": 0, \"name\": \"0\",")},
    std::pair{std::string_view(".sql"), std::string_view("with psql and the extension pgvector")},
};

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

bool IsOurs(const fs::path& file, const fs::path& path) {
  try {
    const auto* const marked = std::ranges::find_if(
        kMarks, [&](const auto& mark) { return file.native().ends_with(mark.first); });
    return marked == kMarks.end() ? BelongTogether(path) : HasMark(file, marked->second);
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
  for (const fs::path& file : FilesOf(path, format)) {
    if (!HoldsSomething(file)) continue;
    const bool ours = format == VectorFormat::kSqlite ? !IsForeignDatabase(file)
                                                      : file == path || IsOurs(file, path);
    if (!ours) return file;
  }
  return std::nullopt;
}

}  // namespace hogvec
