// What the public header says of the formats, by the table.
#include <algorithm>
#include <array>
#include <utility>

#include "hogvec/word_vectors.h"
#include "io/compression.h"
#include "vectors/format_table.h"

namespace hogvec {
namespace {

constexpr std::array kTypes = {std::pair{NumberType::kFloat32, std::string_view("float32")},
                               std::pair{NumberType::kFloat16, std::string_view("float16")},
                               std::pair{NumberType::kBfloat16, std::string_view("bfloat16")}};

std::filesystem::path SuffixOf(const std::filesystem::path& path) {
  const bool compressed = CompressionBySuffix(path) != Compression::kNone;
  return compressed ? path.stem().extension() : path.extension();
}

// The first format of which this is true.
std::optional<VectorFormat> FirstFormat(const auto& is) {
  const auto table = FormatTable();
  const auto found = std::ranges::find_if(table, is, &FormatRow::info);
  return found == table.end() ? std::nullopt : std::optional(found->info.format);
}

}  // namespace

std::vector<FormatInfo> VectorFormats() {
  std::vector<FormatInfo> formats;
  for (const FormatRow& row : FormatTable()) formats.push_back(row.info);
  return formats;
}

const FormatInfo& InfoOf(VectorFormat format) { return RowOf(format).info; }

std::string_view FormatName(VectorFormat format) { return InfoOf(format).name; }

std::optional<VectorFormat> FormatByName(std::string_view name) {
  return FirstFormat([&](const FormatInfo& info) { return info.name == name; });
}

std::string FormatNames() {
  std::string names;
  for (const FormatRow& row : FormatTable()) {
    names.append(names.empty() ? "" : ", ").append(row.info.name);
  }
  return names;
}

std::optional<VectorFormat> FormatBySuffix(const std::filesystem::path& path, bool has_subwords) {
  std::error_code absent;
  if (!path.has_filename() || std::filesystem::is_directory(path, absent)) {
    return VectorFormat::kHuggingFace;
  }
  const std::string suffix = SuffixOf(path).string();
  if (suffix.empty()) return std::nullopt;
  if (has_subwords && suffix == ".bin") return VectorFormat::kFastText;
  return FirstFormat([&](const FormatInfo& info) {
    return std::ranges::find(info.suffixes, suffix) != info.suffixes.end();
  });
}

std::vector<std::filesystem::path> FilesOf(const std::filesystem::path& path, VectorFormat format) {
  return RowOf(format).files(path);
}

std::string_view NameOf(NumberType type) {
  return std::ranges::find(kTypes, type, [](const auto& named) { return named.first; })->second;
}

std::optional<NumberType> NumberTypeByName(std::string_view name) {
  const auto* const found =
      std::ranges::find(kTypes, name, [](const auto& named) { return named.second; });
  return found == kTypes.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace hogvec
