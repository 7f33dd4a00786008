#include "hogvec/word_vectors.h"

namespace hogvec {

std::string_view FormatName(VectorFormat format) {
  switch (format) {
    case VectorFormat::kText:
      return "text";
    case VectorFormat::kBinary:
      return "binary";
    case VectorFormat::kGlove:
      return "glove";
  }
  return "unknown";
}

std::optional<VectorFormat> FormatByName(std::string_view name) {
  if (name == "text") return VectorFormat::kText;
  if (name == "binary") return VectorFormat::kBinary;
  return std::nullopt;
}

std::optional<VectorFormat> FormatBySuffix(const std::filesystem::path& path) {
  const std::filesystem::path suffix = path.extension();
  if (suffix == ".bin") return VectorFormat::kBinary;
  if (suffix == ".txt" || suffix == ".vec") return VectorFormat::kText;
  return std::nullopt;
}

}  // namespace hogvec
