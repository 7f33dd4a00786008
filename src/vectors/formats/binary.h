#ifndef HOGVEC_VECTORS_FORMATS_BINARY_H_
#define HOGVEC_VECTORS_FORMATS_BINARY_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"
#include "vectors/first_line.h"

namespace hogvec {

// The longest word of a binary file, in bytes: where no space comes within it, the file is damaged,
// and reading on would only fill memory.
inline constexpr std::size_t kLongestBinaryWord = std::size_t{1} << 20;

// Throws as WriteVectors does.
void WriteBinary(const std::filesystem::path& path, const WriteOptions& options,
                 const VectorsToWrite& vectors);

// Reads word2vec's binary rows. Memory: one row.
//
// Owns the open file. For one thread at a time.
class BinaryReader : public VectorReader {
 public:
  // `file` stands after the header.
  BinaryReader(LineReader file, const Header& header, bool lenient);

  VectorFormat format() const override { return VectorFormat::kBinary; }
  std::size_t dim() const override { return values_.size(); }
  std::optional<std::size_t> rows() const override { return rows_; }
  bool rows_are_certain() const override { return rows_are_certain_; }
  const PassedOver& passed_over() const override { return passed_over_; }
  bool Next(VectorRow& row) override;

 private:
  void SkipNewline();
  bool AtEnd();
  bool RowFollows();
  void ReadWord();
  void ReadValues();
  void CheckEnd();

  LineReader file_;
  std::size_t rows_;
  const bool lenient_;
  const bool rows_are_certain_;
  PassedOver passed_over_;
  std::size_t done_ = 0;  // rows read, with those passed over
  std::string word_;
  std::vector<float> values_;
};

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_BINARY_H_
