#include "io/compression.h"

#include <array>

namespace hogvec {
namespace {

struct Kind {
  Compression compression;
  std::string_view name, magic, suffix;
};

// From the formats' specifications: RFC 1952, bzip2's manual, the .xz file format, RFC 8878.
constexpr std::array kKinds = {
    Kind{Compression::kGzip, "gzip", "\x1f\x8b\x08", ".gz"},
    Kind{Compression::kBzip2, "bzip2", "BZh", ".bz2"},
    Kind{Compression::kXz, "xz",
         std::string_view("\xfd"
                          "7zXZ\0",
                          6),
         ".xz"},
    Kind{Compression::kZstd, "zstd", "\x28\xb5\x2f\xfd", ".zst"},
};

// bzip2's magic number is text. In a bzip2 file a level follows, and the start of a block or the
// end of an empty file.
bool IsBzip2(std::string_view bytes) {
  if (bytes.size() < 6 || bytes[3] < '1' || bytes[3] > '9') return false;
  const std::string_view next = bytes.substr(4, 6);
  return std::string_view("\x31\x41\x59\x26\x53\x59").starts_with(next) ||
         std::string_view("\x17\x72\x45\x38\x50\x90").starts_with(next);
}

// A file that ends within its magic number: no text begins with the first two of these bytes.
bool IsCutWithinMagic(std::string_view bytes, const Kind& kind) {
  return bytes.size() >= 2 && kind.compression != Compression::kBzip2 &&
         kind.magic.starts_with(bytes);
}

// A skippable frame, which pzstd writes before each of its data frames.
bool IsSkippableFrame(std::string_view bytes) {
  return bytes.size() >= 4 && bytes[0] >= '\x50' && bytes[0] <= '\x5f' &&
         bytes.substr(1, 3) == "\x2a\x4d\x18";
}

}  // namespace

std::string_view NameOf(Compression compression) {
  for (const Kind& kind : kKinds) {
    if (kind.compression == compression) return kind.name;
  }
  return "none";
}

Compression CompressionOf(std::string_view first_bytes) {
  if (IsSkippableFrame(first_bytes)) return Compression::kZstd;
  for (const Kind& kind : kKinds) {
    if (IsCutWithinMagic(first_bytes, kind)) return kind.compression;
    if (!first_bytes.starts_with(kind.magic)) continue;
    if (kind.compression == Compression::kBzip2 && !IsBzip2(first_bytes)) continue;
    return kind.compression;
  }
  return Compression::kNone;
}

Compression CompressionBySuffix(const std::filesystem::path& path) {
  const std::string suffix = path.extension().string();
  for (const Kind& kind : kKinds) {
    if (suffix == kind.suffix) return kind.compression;
  }
  return Compression::kNone;
}

}  // namespace hogvec
