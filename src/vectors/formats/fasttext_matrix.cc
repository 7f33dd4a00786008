#include "vectors/formats/fasttext_matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace hogvec {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

// The number of rows, and the number of columns, which is known.
std::uint64_t TakeShape(ByteCursor& cursor, std::size_t dim) {
  const auto rows = cursor.Take<std::int64_t>("the number of rows");
  const auto columns = cursor.Take<std::int64_t>("the length of the rows");
  const bool fits = columns == static_cast<std::int64_t>(dim) || (rows == 0 && columns == 0);
  if (rows >= 0 && fits) return static_cast<std::uint64_t>(rows);
  throw cursor.Malformed(
      fmt::format("expected rows of {} values, found {} rows of {}", dim, rows, columns));
}

// So many things of that size, if the file has them.
std::uint64_t SkipMany(ByteCursor& cursor, std::uint64_t count, std::uint64_t size,
                       std::string_view what) {
  const std::uint64_t begin = cursor.offset();
  const bool too_many = count > std::numeric_limits<std::uint64_t>::max() / size;
  cursor.Skip(too_many ? std::numeric_limits<std::uint64_t>::max() : count * size,
              fmt::format("{} {} of {} bytes", count, what, size));
  return begin;
}

ProductQuantizer TakeQuantizer(ByteCursor& cursor, std::size_t dim) {
  const auto found_dim = cursor.Take<std::int32_t>("the length of quantised rows");
  const auto count = cursor.Take<std::int32_t>("the number of their pieces");
  const auto piece = cursor.Take<std::int32_t>("the length of a piece");
  const auto last = cursor.Take<std::int32_t>("the length of the last piece");
  const bool fits = found_dim == static_cast<std::int32_t>(dim) && piece >= 1 &&
                    piece <= found_dim && count == (found_dim + piece - 1) / piece &&
                    last == found_dim - (count - 1) * piece;
  if (!fits) {
    throw cursor.Malformed(
        fmt::format("expected {} values in pieces, found {} in {} pieces of {}, the last of {}",
                    dim, found_dim, count, piece, last));
  }
  ProductQuantizer quantizer{.dim = dim, .piece = static_cast<std::size_t>(piece), .pieces = {}};
  const std::uint64_t values = dim * ProductQuantizer::kCodes;
  const std::string what = fmt::format("the {} values of all pieces", values);
  if (cursor.left() < values * sizeof(float)) cursor.Skip(values * sizeof(float), what);
  quantizer.pieces.reserve(values);
  for (std::uint64_t i = 0; i < values; ++i) quantizer.pieces.push_back(cursor.Take<float>(what));
  return quantizer;
}

bool IsZeroRow(std::span<const float> values) {
  return std::ranges::all_of(values, [](float value) { return value == 0; });
}

}  // namespace

// The pieces of the first code are all together, then those of the second.
std::span<const float> ProductQuantizer::Piece(std::size_t begin, std::uint8_t code) const {
  const std::size_t size = std::min(piece, dim - begin);
  return std::span(pieces).subspan(begin * kCodes + code * size, size);
}

FastTextMatrix FastTextMatrix::Dense(ByteCursor& cursor, std::size_t dim) {
  FastTextMatrix matrix;
  matrix.dim_ = dim;
  matrix.rows_ = TakeShape(cursor, dim);
  matrix.offset_ = SkipMany(cursor, matrix.rows_, dim * sizeof(float), "rows");
  return matrix;
}

FastTextMatrix FastTextMatrix::Quantised(ByteCursor& cursor, std::size_t dim) {
  FastTextMatrix matrix;
  matrix.dim_ = dim;
  const auto has_norms = cursor.Take<std::uint8_t>("whether rows have norms");
  if (has_norms > 1) {
    throw cursor.Malformed(fmt::format("expected 0 or 1 for norms, found {}", has_norms));
  }
  matrix.rows_ = TakeShape(cursor, dim);
  const auto codes = cursor.Take<std::int32_t>("the number of codes");
  matrix.offset_ = SkipMany(cursor, codes < 0 ? 0 : static_cast<std::uint64_t>(codes), 1, "codes");
  matrix.quantizer_ = TakeQuantizer(cursor, dim);
  const std::size_t per_row = matrix.quantizer_.codes_per_row();
  if (codes < 0 || static_cast<std::uint64_t>(codes) / per_row != matrix.rows_ ||
      static_cast<std::uint64_t>(codes) % per_row != 0) {
    throw cursor.Malformed(fmt::format("expected {} codes for each of {} rows, found {}", per_row,
                                       matrix.rows_, codes));
  }
  if (has_norms == 0) return matrix;
  matrix.norms_offset_ = SkipMany(cursor, matrix.rows_, 1, "codes of norms");
  matrix.norms_ = TakeQuantizer(cursor, 1);
  return matrix;
}

void FastTextMatrix::Read(const RandomAccess& bytes, std::uint64_t first,
                          std::span<float> out) const {
  if (!quantizer_.pieces.empty()) return ReadQuantised(bytes, first, out);
  bytes.ReadAt({reinterpret_cast<char*>(out.data()), out.size_bytes()},
               offset_ + first * dim_ * sizeof(float));
}

void FastTextMatrix::ReadQuantised(const RandomAccess& bytes, std::uint64_t first,
                                   std::span<float> out) const {
  const std::size_t count = out.size() / dim_, per_row = quantizer_.codes_per_row();
  std::vector<std::uint8_t> codes(count * per_row);
  bytes.ReadAt({reinterpret_cast<char*>(codes.data()), codes.size()}, offset_ + first * per_row);
  const std::vector<std::uint8_t> norms = ReadNorms(bytes, first, count);
  for (std::size_t i = 0; i < count; ++i) {
    const float scale = norms.empty() ? 1.0f : norms_.pieces[norms[i]];
    Decode(codes.data() + i * per_row, scale, out.subspan(i * dim_, dim_));
  }
}

std::vector<std::uint8_t> FastTextMatrix::ReadNorms(const RandomAccess& bytes, std::uint64_t first,
                                                    std::size_t count) const {
  if (norms_offset_ == 0) return {};
  std::vector<std::uint8_t> norms(count);
  bytes.ReadAt({reinterpret_cast<char*>(norms.data()), count}, norms_offset_ + first);
  return norms;
}

void FastTextMatrix::Decode(const std::uint8_t* codes, float scale, std::span<float> row) const {
  for (std::size_t begin = 0; begin < dim_; begin += quantizer_.piece) {
    const std::span<const float> values = quantizer_.Piece(begin, *codes++);
    std::ranges::transform(values, row.subspan(begin).begin(),
                           [scale](float value) { return scale * value; });
  }
}

std::uint64_t FastTextMatrix::NextData(const RandomAccess& bytes, std::uint64_t first) const {
  if (!quantizer_.pieces.empty() || first >= rows_) return std::min(first, rows_);
  const std::uint64_t row_bytes = dim_ * sizeof(float);
  const std::uint64_t data = bytes.NextData(offset_ + first * row_bytes);
  return std::min(rows_, (data - offset_) / row_bytes);
}

bool FastTextMatrix::IsZero(const RandomAccess& bytes) const {
  const std::uint64_t piece = std::max<std::uint64_t>(1, kPieceBytes / sizeof(float) / dim_);
  std::vector<float> values;
  for (std::uint64_t row = NextData(bytes, 0); row < rows_;) {
    values.resize(std::min(piece, rows_ - row) * dim_);
    Read(bytes, row, values);
    if (!IsZeroRow(values)) return false;
    row = NextData(bytes, row + values.size() / dim_);
  }
  return true;
}

}  // namespace hogvec
