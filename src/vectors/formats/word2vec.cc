#include "vectors/formats/word2vec.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "vectors/first_line.h"
#include "vectors/formats/binary.h"
#include "vectors/formats/text.h"
#include "vectors/formats/text_row.h"

namespace hogvec {
namespace {

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
  constexpr std::size_t kLook = kLongestBinaryWord + (std::size_t{1} << 16);  // and some values
  const std::string_view ahead = file.Peek(kLook);
  const bool whole = ahead.size() < kLook;
  const bool binary = HoldsControlCharacters(ahead) || (whole && FillsBinaryLayout(ahead, header));
  return binary ? VectorFormat::kBinary : VectorFormat::kText;
}

}  // namespace

std::unique_ptr<VectorReader> OpenWord2vec(LineReader& file, bool lenient) {
  std::string_view line = LookAtLine(file);
  const auto header = ParseHeader(line);
  if (!header) return nullptr;
  file.NextLine(line);
  CheckHeader(file, *header, lenient);
  const VectorFormat format = FormatBelowHeader(file, *header);
  if (!lenient) CheckSize(file, *header, format);
  if (format == VectorFormat::kBinary) {
    return std::make_unique<BinaryReader>(std::move(file), *header, lenient);
  }
  return std::make_unique<TextReader>(std::move(file), header->dim, header->rows, lenient);
}

}  // namespace hogvec
