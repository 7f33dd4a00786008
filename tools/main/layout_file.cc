#include "main/layout_file.h"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

#include "io/byte_sink.h"

namespace hogvec {
namespace {

bool IsListable(std::string_view word) {
  return word.find_first_of("\t\n\r") == std::string_view::npos;
}

}  // namespace

bool IsMapFile(const std::filesystem::path& path) { return path.extension() == ".map"; }

LeftOut Unlistable(WordsView words) {
  LeftOut found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[ToWordId(i)];
    if (IsListable(word)) continue;
    if (found.words++ == 0) found.first = word;
  }
  return found;
}

void WritePlaces(const std::filesystem::path& path, WordsView words,
                 std::span<const MapPoint> points) {
  const auto file = CreateFile(path);
  file->Write("word\tx\ty\n");
  std::string line;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::string_view word = words[ToWordId(i)];
    if (!IsListable(word)) continue;
    line.clear();
    fmt::format_to(std::back_inserter(line), "{}\t{}\t{}\n", word, points[i].x, points[i].y);
    file->Write(line);
  }
  file->Finish();
}

}  // namespace hogvec
