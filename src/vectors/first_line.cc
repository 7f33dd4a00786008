#include "vectors/first_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/number.h"
#include "base/trimmed.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

constexpr std::string_view kBlanks = " \t\r";

constexpr std::size_t kFirstLook = std::size_t{1} << 16;  // bytes

// The longest line that is looked at: a word of 1 MiB and as many values as are believed, at 16
// bytes each.
constexpr std::size_t kLongestLook = (std::size_t{1} << 20) + 16 * kMostDim;

// The fewest bytes of a row: a word of one byte, then per value a space and a digit, the newline
// being optional on the last row; or the word, a space and the floats.
std::uint64_t ShortestRow(std::size_t dim, VectorFormat format) {
  if (format == VectorFormat::kBinary) return 2 + std::uint64_t{sizeof(float)} * dim;
  return 1 + std::uint64_t{2} * dim;
}

}  // namespace

// LineReader::PeekLine has no limit, so it is looked in doubling steps.
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

std::optional<Header> ParseHeader(std::string_view line) {
  line = Trimmed(line);
  const std::size_t blank = line.find_first_of(kBlanks);
  if (blank == std::string_view::npos) return std::nullopt;
  const auto rows = ParseInteger<std::size_t>(line.substr(0, blank));
  const auto dim = ParseInteger<std::size_t>(Trimmed(line.substr(blank)));
  if (!rows || !dim) return std::nullopt;
  return Header{*rows, *dim};
}

void CheckHeader(const LineReader& reader, const Header& header, bool lenient) {
  if (header.dim == 0 || header.dim > kMostDim) {
    throw reader.MalformedLine(
        fmt::format("expected vectors of 1 to {} values, found {}", kMostDim, header.dim));
  }
  if (header.rows > 0 || lenient) return;
  throw reader.MalformedLine(fmt::format("expected at least one row, found 0{}", kTakesAll));
}

void CheckSize(const LineReader& reader, const Header& header, VectorFormat format) {
  if (!reader.size()) return;
  const std::uint64_t left = *reader.size() - std::min(*reader.size(), reader.offset());
  if (header.rows <= left / ShortestRow(header.dim, format)) return;
  throw reader.MalformedLine(fmt::format(
      "expected {} rows of {} values, found {} bytes, too few for them; is the file cut "
      "short?",
      header.rows, header.dim, left));
}

}  // namespace hogvec
