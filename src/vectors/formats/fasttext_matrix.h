#ifndef HOGVEC_VECTORS_FORMATS_FASTTEXT_MATRIX_H_
#define HOGVEC_VECTORS_FORMATS_FASTTEXT_MATRIX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "io/byte_cursor.h"
#include "io/random_access.h"

namespace hogvec {

// A product quantiser: a row is cut into pieces, and each is one of 256 that are listed.
struct ProductQuantizer {
  static constexpr std::size_t kCodes = 256;

  std::size_t dim = 0, piece = 0;  // the last piece has what is left
  std::vector<float> pieces;       // dim x 256

  std::size_t codes_per_row() const { return (dim + piece - 1) / piece; }

  // The values of a code's piece, the one that begins at value `begin` of a row.
  std::span<const float> Piece(std::size_t begin, std::uint8_t code) const;
};

// A matrix in a fastText file, dense or quantised. Knows its place; its rows are read on demand.
class FastTextMatrix {
 public:
  FastTextMatrix() = default;

  // Parses the matrix that is next and skips its rows, all of which the file has. It must have
  // `dim` columns. Throws Error{kMalformed}.
  static FastTextMatrix Dense(ByteCursor& cursor, std::size_t dim);
  static FastTextMatrix Quantised(ByteCursor& cursor, std::size_t dim);

  std::uint64_t rows() const { return rows_; }
  std::size_t dim() const { return dim_; }

  // Sets `out` to the rows from `first` on, as many as fit, without gaps. For several threads at
  // once.
  void Read(const RandomAccess& bytes, std::uint64_t first, std::span<float> out) const;

  // The first row from `first` on that may differ from zeros, as far as the file system knows.
  std::uint64_t NextData(const RandomAccess& bytes, std::uint64_t first) const;

  // Whether all rows are zeros.
  bool IsZero(const RandomAccess& bytes) const;

 private:
  void ReadQuantised(const RandomAccess& bytes, std::uint64_t first, std::span<float> out) const;
  std::vector<std::uint8_t> ReadNorms(const RandomAccess& bytes, std::uint64_t first,
                                      std::size_t count) const;
  // Sets a row by its codes, times `scale`.
  void Decode(const std::uint8_t* codes, float scale, std::span<float> row) const;

  std::uint64_t rows_ = 0;
  std::size_t dim_ = 0;
  std::uint64_t offset_ = 0;        // of the rows, or of their codes
  std::uint64_t norms_offset_ = 0;  // of the codes of their norms; 0: they have none
  ProductQuantizer quantizer_;      // if quantised
  ProductQuantizer norms_;
};

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FASTTEXT_MATRIX_H_
