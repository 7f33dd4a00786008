#include <algorithm>
#include <array>
#include <utility>

#include "hogvec/word_vectors.h"
#include "io/compression.h"
#include "vectors/companions.h"

namespace hogvec {
namespace {

struct Described {
  VectorFormat format;
  std::string_view name;
  std::array<std::string_view, 3> suffixes;
};

constexpr std::array kFormats = {
    Described{VectorFormat::kText, "text", {".txt", ".vec"}},
    Described{VectorFormat::kBinary, "binary", {".bin"}},
    Described{VectorFormat::kGlove, "glove", {".glove"}},
    Described{VectorFormat::kSafetensors, "safetensors", {".safetensors"}},
    Described{VectorFormat::kNumpy, "npy", {".npy"}},
    Described{VectorFormat::kProjector, "tsv", {".tsv"}},
    Described{VectorFormat::kHuggingFace, "huggingface", {}},
    Described{VectorFormat::kPgvector, "pgvector", {".pgcopy"}},
    Described{VectorFormat::kSqlite, "sqlite", {".sqlite", ".sqlite3", ".db"}},
    Described{VectorFormat::kFvecs, "fvecs", {".fvecs"}},
};

constexpr std::array kTypes = {std::pair{NumberType::kFloat32, std::string_view("float32")},
                               std::pair{NumberType::kFloat16, std::string_view("float16")},
                               std::pair{NumberType::kBfloat16, std::string_view("bfloat16")}};

std::filesystem::path SuffixOf(const std::filesystem::path& path) {
  const bool compressed = CompressionBySuffix(path) != Compression::kNone;
  return compressed ? path.stem().extension() : path.extension();
}

}  // namespace

std::string_view FormatName(VectorFormat format) {
  return std::ranges::find(kFormats, format, &Described::format)->name;
}

std::optional<VectorFormat> FormatByName(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Described::name);
  return found == kFormats.end() ? std::nullopt : std::optional(found->format);
}

std::string FormatNames() {
  std::string names;
  for (const Described& format : kFormats) {
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

std::optional<VectorFormat> FormatBySuffix(const std::filesystem::path& path) {
  std::error_code absent;
  if (!path.has_filename() || std::filesystem::is_directory(path, absent)) {
    return VectorFormat::kHuggingFace;
  }
  const std::string suffix = SuffixOf(path).string();
  if (suffix.empty()) return std::nullopt;
  for (const Described& format : kFormats) {
    if (std::ranges::find(format.suffixes, suffix) != format.suffixes.end()) return format.format;
  }
  return std::nullopt;
}

std::vector<std::filesystem::path> FilesOf(const std::filesystem::path& path, VectorFormat format) {
  switch (format) {
    case VectorFormat::kNumpy:
    case VectorFormat::kFvecs:
      return {path, WordListBeside(path)};
    case VectorFormat::kProjector:
      return {path, MetadataBeside(path)};
    case VectorFormat::kPgvector:
      return {path, SqlBeside(path)};
    case VectorFormat::kHuggingFace:
      return FilesOfModelFolder(path);
    default:
      return {path};
  }
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
