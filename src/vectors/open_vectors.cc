// Tells the formats apart by what a file holds; README.md gives the rule and its reasons.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "io/known_files.h"
#include "io/line_reader.h"
#include "vectors/binary_reader.h"
#include "vectors/fvecs.h"
#include "vectors/header.h"
#include "vectors/hugging_face.h"
#include "vectors/numpy.h"
#include "vectors/pgvector.h"
#include "vectors/projector.h"
#include "vectors/safetensors.h"
#include "vectors/sqlite.h"
#include "vectors/text_reader.h"
#include "vectors/text_row.h"

namespace hogvec {
namespace {

constexpr std::size_t kFirstLook = std::size_t{1} << 16;  // bytes

// The longest line that is looked at before the format is known: a word of 1 MiB and as many values
// as are believed, at 16 bytes each.
constexpr std::size_t kLongestLook = (std::size_t{1} << 20) + 16 * kMostDim;

// The line ahead, without its end. A long one is looked at in doubling steps and only up to a
// limit, which LineReader::PeekLine has not: a file that is no text may be one line of gigabytes.
std::string_view LookAtLine(LineReader& file) {
  for (std::size_t look = kFirstLook;; look *= 2) {
    const std::string_view ahead = file.Peek(std::min(look, kLongestLook));
    const std::size_t newline = ahead.find('\n');
    if (newline == std::string_view::npos && ahead.size() >= look) continue;
    std::string_view line = ahead.substr(0, newline);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
}

bool HoldsControlCharacters(std::string_view bytes) {
  return std::ranges::any_of(bytes, [](char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7f;
  });
}

// Whether `bytes` are exactly the rows of a binary file.
bool FillsBinaryLayout(std::string_view bytes, const Header& header) {
  const std::size_t size = header.dim * sizeof(float);
  const auto skip_newline = [&] { bytes.remove_prefix(bytes.starts_with('\n') ? 1 : 0); };
  for (std::size_t row = 0; row < header.rows; ++row) {
    skip_newline();
    const std::size_t space = bytes.find(' ');
    if (space == std::string_view::npos || bytes.size() - space - 1 < size) return false;
    bytes.remove_prefix(space + 1 + size);
  }
  skip_newline();
  return bytes.empty();
}

VectorFormat FormatBelowHeader(LineReader& file, const Header& header) {
  std::vector<float> values(header.dim);
  if (ParseTextRow(LookAtLine(file), values)) return VectorFormat::kText;
  constexpr std::size_t kLook = kLongestBinaryWord + kFirstLook;  // the first values at the least
  const std::string_view ahead = file.Peek(kLook);
  const bool whole = ahead.size() < kLook;
  const bool binary = HoldsControlCharacters(ahead) || (whole && FillsBinaryLayout(ahead, header));
  return binary ? VectorFormat::kBinary : VectorFormat::kText;
}

std::unique_ptr<VectorReader> OpenBelowHeader(LineReader file, const Header& header, bool lenient) {
  std::string_view line;
  file.NextLine(line);
  CheckHeader(file, header, lenient);
  const VectorFormat format = FormatBelowHeader(file, header);
  if (!lenient) CheckSize(file, header, format);
  if (format == VectorFormat::kBinary) {
    return std::make_unique<BinaryReader>(std::move(file), header, lenient);
  }
  return std::make_unique<TextReader>(std::move(file), header.dim, header.rows, lenient);
}

Error NoVectors(LineReader& file) {
  const std::string path = file.path().string();
  const std::string_view known = RecogniseOtherFile(file.Peek(512));
  if (!known.empty()) {
    return {ErrorKind::kMalformed, fmt::format("{}: looks like {}", path, known)};
  }
  return {ErrorKind::kMalformed,
          fmt::format("{}:1: expected 'rows dim' or a word and its values, found {}", path,
                      Quoted(LookAtLine(file)))};
}

// The formats that show themselves by their first bytes, or are folders.
std::unique_ptr<VectorReader> OpenMarked(const std::filesystem::path& path, LineReader& file,
                                         bool lenient) {
  const std::string_view first = file.Peek(64);
  if (LooksLikeSafetensors(first)) return OpenSafetensors(path, lenient);
  if (first.starts_with(kSqliteMagic)) return OpenSqlite(path, lenient);
  if (first.starts_with(kNumpyMagic)) return OpenNumpy(std::move(file), lenient);
  // Rows of fvecs have no mark at all.
  if (path.extension() == ".fvecs") return OpenFvecs(std::move(file), lenient);
  return nullptr;
}

}  // namespace

std::unique_ptr<VectorReader> OpenVectors(const std::filesystem::path& path, bool lenient) {
  std::error_code absent;
  if (std::filesystem::exists(path / "model.safetensors", absent)) {
    return OpenHuggingFace(path, lenient);
  }
  LineReader file(path, LineReader::Content::kAny);
  if (auto reader = OpenMarked(path, file, lenient)) return reader;
  file.SkipByteOrderMark();
  if (file.Peek(1).empty()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: expected vectors, found an empty file", path.string()));
  }
  const std::string_view line = LookAtLine(file);
  // Before all others: two values in a row would pass for the first line of a text file.
  if (LooksLikeProjector(path, line)) return OpenProjector(std::move(file), lenient);
  if (const auto header = ParseHeader(line))
    return OpenBelowHeader(std::move(file), *header, lenient);
  if (LooksLikePgvector(line)) return OpenPgvector(std::move(file), lenient);
  const auto dim = CountValues(line);
  if (!dim || *dim < 2 || *dim > kMostDim) throw NoVectors(file);
  return std::make_unique<TextReader>(std::move(file), *dim, std::nullopt, lenient);
}

}  // namespace hogvec
