#include "vectors/formats/projector.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/characters.h"
#include "base/number.h"
#include "base/quoted.h"
#include "base/utf8.h"
#include "hogvec/error.h"
#include "io/atomic_file.h"
#include "vectors/companions.h"
#include "vectors/first_line.h"
#include "vectors/formats/text_row.h"
#include "vectors/listed_reader.h"

namespace hogvec {
namespace {

// Whether all of a line is values.size() numbers separated by tabs.
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

// What a program that trims lines as JavaScript does takes for nothing.
bool IsBlank(std::string_view word) {
  constexpr char32_t kByteOrderMark = 0xfeff;
  for (; !word.empty(); word.remove_prefix(std::max<std::size_t>(1, CodePointLength(word)))) {
    const char32_t character = CodePointAt(word);
    if (character != kByteOrderMark && !IsUnicodeSpace(character)) {
      return false;
    }
  }
  return true;
}

constexpr std::size_t kEscapeLength = 4;  // "\\xa0"

std::optional<char> ParseHexByte(std::string_view escape) {
  unsigned char byte = 0;
  const char* const end = escape.data() + escape.size();
  if (escape.size() != kEscapeLength || !escape.starts_with("\\x")) return std::nullopt;
  if (std::from_chars(escape.data() + 2, end, byte, 16).ptr != end) return std::nullopt;
  return static_cast<char>(byte);
}

// The bytes of a text that is nothing but escapes; nothing if it is not.
std::optional<std::string> Unescaped(std::string_view text) {
  std::string bytes;
  for (; !text.empty(); text.remove_prefix(kEscapeLength)) {
    const auto byte = ParseHexByte(text.substr(0, kEscapeLength));
    if (!byte) return std::nullopt;
    bytes += *byte;
  }
  return bytes;
}

// A label that is not blank; no two words have the same.
std::string LabelOf(std::string_view word) {
  if (!IsBlank(word) && !Unescaped(word)) return std::string(word);
  std::string label;
  for (const char byte : word) {
    label += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  }
  return label;
}

// Two columns have names, one has none.
void WriteMetadata(const std::filesystem::path& path, const VectorsToWrite& vectors) {
  AtomicFile file(path);
  if (!vectors.counts.empty()) file.Write(fmt::format("{}\n", kListHeader));
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    file.Write(LabelOf(vectors.words.get()[ToWordId(i)]));
    file.Write(vectors.counts.empty() ? "\n" : fmt::format("\t{}\n", vectors.counts[i]));
  }
  file.Finish();
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
    throw file().MalformedLine(fmt::format("expected {} numbers separated by tabs, found {}",
                                           values.size(), Quoted(line)));
  }

  std::string_view WordOf(std::string_view listed) override {
    auto bytes = Unescaped(listed);
    if (!bytes) return listed;
    word_ = std::move(*bytes);
    return word_;
  }

  std::string word_;
};

}  // namespace

void WriteProjector(const std::filesystem::path& path, const WriteOptions& options,
                    const VectorsToWrite& vectors) {
  AtomicFile file(path);
  std::string line;
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    line.clear();
    AppendNumbers(vectors.table.get().Row(ToWordId(i)), '\t', options.precision, line);
    line += '\n';
    file.Write(line);
  }
  file.Settle();
  WriteMetadata(MetadataBeside(path), vectors);
  file.Finish();
}

std::unique_ptr<VectorReader> OpenProjector(LineReader& file, bool lenient) {
  std::error_code absent;
  if (!std::filesystem::exists(MetadataBeside(file.path()), absent)) return nullptr;
  const std::string_view line = LookAtLine(file);
  std::vector<float> values(FieldsOf(line));
  if (!ParseValues(line, values)) return nullptr;
  return std::make_unique<ProjectorReader>(std::move(file), values.size(), lenient);
}

}  // namespace hogvec
