#ifndef HOGVEC_VECTORS_FORMATS_TEXT_H_
#define HOGVEC_VECTORS_FORMATS_TEXT_H_

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// word2vec's text, and GloVe's, which is the same without the first line.

// Throw as WriteVectors does.
void WriteText(const std::filesystem::path& path, const WriteOptions& options,
               const VectorsToWrite& vectors);
void WriteGlove(const std::filesystem::path& path, const WriteOptions& options,
                const VectorsToWrite& vectors);

// Opens a file of GloVe's; nothing if its first line is none. Text is opened by OpenWord2vec().
std::unique_ptr<VectorReader> OpenGlove(LineReader& file, bool lenient);

// Reads rows of text, below a header (kText) or without one (kGlove). Memory: one line.
//
// Owns the open file. For one thread at a time.
class TextReader : public VectorReader {
 public:
  // `file` stands at the first row. `rows` is the header's claim; without it the format is kGlove.
  TextReader(LineReader file, std::size_t dim, std::optional<std::size_t> rows, bool lenient);

  VectorFormat format() const override;
  std::size_t dim() const override { return values_.size(); }
  std::optional<std::size_t> rows() const override { return rows_; }
  bool rows_are_certain() const override { return rows_are_certain_; }
  const PassedOver& passed_over() const override { return passed_over_; }
  bool Next(VectorRow& row) override;

 private:
  bool NextLine(std::string_view& line);
  void CheckEnd();
  void PassOver(std::string_view line, bool beyond);

  LineReader file_;
  std::optional<std::size_t> rows_;
  const bool lenient_;
  const bool rows_are_certain_;
  PassedOver passed_over_;
  std::size_t done_ = 0;  // rows read, with those passed over
  std::vector<float> values_;
};

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_TEXT_H_
