#ifndef HOGVEC_EMBEDDING_TABLE_H_
#define HOGVEC_EMBEDDING_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "hogvec/row_id.h"

namespace hogvec {

// The embedding layer: rows of `dim` floats, looked up by their numbers. Learning touches just the
// rows that a step uses.
//
// Every row starts on a 64-byte boundary and is padded with zeros to a multiple of 64 bytes, so
// that a vector register never straddles two rows and two threads never share a cache line of two
// rows.
//
// Owns its memory; movable, not copyable. Look-ups may run concurrently. Updates are not
// synchronised: different rows may be updated at once, and training updates even the same row at
// once on purpose (Hogwild, Niu et al. 2011), through the kernels alone.
class EmbeddingTable {
 public:
  static constexpr std::size_t kRowAlignment = 64;  // bytes

  EmbeddingTable() = default;

  // A table of zeros. Throws Error{kResource} if it does not fit into memory.
  EmbeddingTable(std::size_t rows, std::size_t dim);

  std::size_t rows() const { return rows_; }
  std::size_t dim() const { return dim_; }

  // Floats from the start of one row to the start of the next: dim, rounded up to whole cache
  // lines.
  std::size_t stride() const { return stride_; }

  // Sets every row to numbers drawn evenly from [-0.5/dim, 0.5/dim), as word2vec.c does. A row
  // depends on `seed` and its own number only, so neither on the number of rows nor of threads.
  void InitializeUniform(std::uint64_t seed);

  // Takes over the rows of another table, and keeps its own memory if that is as large. Throws
  // Error{kResource} as the constructor does.
  void CopyFrom(const EmbeddingTable& other);

  // One row: `dim` floats. `row` must be below rows().
  std::span<const float> Row(RowId row) const { return {Address(row), dim_}; }
  std::span<float> Row(RowId row) { return {Address(row), dim_}; }

  // Looks up many rows: out receives ids.size() x dim floats, row after row.
  void Gather(std::span<const RowId> ids, std::span<float> out) const;

  // Adds scale * delta to each of the rows `ids`; deltas holds ids.size() x dim floats, and a row
  // that is named twice receives both. All other rows stay as they are.
  void AddToRows(std::span<const RowId> ids, std::span<const float> deltas, float scale);

  // The first float of a row, 64-byte aligned, followed by the rest of stride() floats.
  float* Address(RowId row) { return data_.get() + ToIndex(row) * stride_; }
  const float* Address(RowId row) const { return data_.get() + ToIndex(row) * stride_; }

  // The first row with an element that is NaN or infinite, if there is one.
  std::optional<RowId> FirstNonFinite() const;

  // The same for the row of a word, where there is one per word.
  std::span<const float> Row(WordId word) const { return Row(RowOf(word)); }
  std::span<float> Row(WordId word) { return Row(RowOf(word)); }
  float* Address(WordId word) { return Address(RowOf(word)); }
  const float* Address(WordId word) const { return Address(RowOf(word)); }

 private:
  struct Release {
    std::size_t bytes;
    void operator()(float* data) const;
  };

  std::size_t rows_ = 0;
  std::size_t dim_ = 0;
  std::size_t stride_ = 0;
  std::unique_ptr<float[], Release> data_;
};

}  // namespace hogvec

#endif  // HOGVEC_EMBEDDING_TABLE_H_
