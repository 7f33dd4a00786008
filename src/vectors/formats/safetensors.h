#ifndef HOGVEC_VECTORS_FORMATS_SAFETENSORS_H_
#define HOGVEC_VECTORS_FORMATS_SAFETENSORS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"
#include "io/tensor_file.h"

namespace hogvec {

// hogvec's own format: a safetensors file with the arrays
//   embedding.weight  [rows, dim]  F32, F16 or BF16
//   output.weight     [rows, dim]  the same, if there are output rows
//   subword.*                      n-gram vectors, if there are any: see subword_arrays.h
//   counts            [rows]       I64, if there are counts
//   vocab.bytes       [n]          U8, the words one after the other
//   vocab.offsets     [rows + 1]   I64, where each begins in vocab.bytes, and the last ends
//   vocab.order       [rows]       U32, the rows by the bytes of their words
//   checksum          [1]          U64, see base/tensor_file.h
// and the configuration as metadata, its keys after "hogvec.".

inline constexpr const char* kEmbeddingArray = "embedding.weight";
inline constexpr const char* kCountsArray = "counts";
inline constexpr const char* kWordBytes = "vocab.bytes";
inline constexpr const char* kWordOffsets = "vocab.offsets";
inline constexpr const char* kWordOrder = "vocab.order";

// Whether a file's first bytes are those of a safetensors file: the length of a JSON header, which
// is below 2^32 in practice, then the header.
bool LooksLikeSafetensors(std::string_view first_bytes);

// Throws as WriteVectors does.
void WriteSafetensors(const std::filesystem::path& path, const WriteOptions& options,
                      const VectorsToWrite& vectors);

// Opens a file whose first bytes are those of a safetensors file, or nothing. Throws
// Error{kMalformed} if the file is damaged, lacks an array, or is not hogvec's.
std::unique_ptr<VectorReader> OpenSafetensors(LineReader& file, bool lenient);

ElementType ElementTypeOf(NumberType type);

// The training options among a file's metadata, by name.
std::map<std::string, std::string> ConfigurationIn(const TensorMetadata& metadata);

// Appends rows of `dim` values to the array that is being written, as numbers of this type. For one
// thread at a time; `file` must outlive this.
class RowWriter {
 public:
  RowWriter(NumberType type, std::size_t dim, TensorWriter& file)
      : type_(type), file_(file), halves_(dim) {}

  void Write(std::span<const float> row);

 private:
  const NumberType type_;
  TensorWriter& file_;
  std::vector<std::uint16_t> halves_;
};

// Appends the first rows of a table.
void WriteRows(const EmbeddingTable& table, std::size_t rows, NumberType type, TensorWriter& file);

// Reads the rows of an array of F32, F16 or BF16, a piece of it at a time. For one thread at a
// time.
class TensorRows {
 public:
  // Throws Error{kMalformed} for an array that is none of rows. `file` must outlive this.
  TensorRows(const TensorReader& file, const TensorInfo& tensor);

  std::size_t rows() const { return tensor_.shape[0]; }
  std::size_t dim() const { return tensor_.shape[1]; }

  // Row `row`, valid until the next call. Fast in the rows' order.
  std::span<const float> Row(std::size_t row);

 private:
  void ReadPiece(std::size_t row);

  const TensorReader& file_;
  const TensorInfo& tensor_;
  const std::size_t value_bytes_;
  std::size_t piece_rows_;
  std::size_t first_ = 0, count_ = 0;  // rows in hand
  std::string raw_;
  std::vector<float> values_;
};

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_SAFETENSORS_H_
