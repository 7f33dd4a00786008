#include "vectors/projector.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/atomic_file.h"
#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"
#include "vectors/companions.h"
#include "vectors/listed_reader.h"
#include "vectors/text_writer.h"

namespace hogvec {
namespace {

// Whether all of a line is values.size() numbers parted by tabs.
bool ParseValues(std::string_view line, std::span<float> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t tab = line.find('\t');
    const bool last = i + 1 == values.size();
    if (last != (tab == std::string_view::npos)) return false;
    const auto value = ParseFloat(line.substr(0, tab));
    if (!value) return false;
    values[i] = *value;
    line.remove_prefix(last ? line.size() : tab + 1);
  }
  return true;
}

std::size_t FieldsOf(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count(line, '\t')) + 1;
}

class ProjectorReader : public ListedReader {
 public:
  ProjectorReader(LineReader file, std::size_t dim, bool lenient)
      : ListedReader(std::move(file), MetadataBeside(file.path()), dim, std::nullopt, lenient) {}

  VectorFormat format() const override { return VectorFormat::kProjector; }

 private:
  bool ReadValues(std::span<float> values) override {
    std::string_view line;
    if (!file().NextLine(line)) return false;
    if (ParseValues(line, values)) return true;
    throw file().MalformedLine(
        fmt::format("expected {} numbers parted by tabs, found {}", values.size(), Quoted(line)));
  }
};

}  // namespace

void WriteProjector(const std::filesystem::path& path, const WriteOptions& options,
                    const VectorsToWrite& vectors) {
  CheckListedWords(path, vectors.words);
  AtomicFile file(path);
  std::string line;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    line.clear();
    AppendNumbers(vectors.table.Row(ToWordId(i)), '\t', options.precision, line);
    line += '\n';
    file.Write(line);
  }
  file.Settle();
  WriteWordList(MetadataBeside(path), vectors.words, vectors.counts, true);
  file.Finish();
}

bool LooksLikeProjector(const std::filesystem::path& path, std::string_view line) {
  std::error_code absent;
  if (!std::filesystem::exists(MetadataBeside(path), absent)) return false;
  std::vector<float> values(FieldsOf(line));
  return ParseValues(line, values);
}

std::unique_ptr<VectorReader> OpenProjector(LineReader file, bool lenient) {
  const std::size_t dim = FieldsOf(file.PeekLine());
  return std::make_unique<ProjectorReader>(std::move(file), dim, lenient);
}

}  // namespace hogvec
