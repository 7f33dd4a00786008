#ifndef HOGVEC_VECTORS_LISTED_READER_H_
#define HOGVEC_VECTORS_LISTED_READER_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"
#include "vectors/companions.h"

namespace hogvec {

// Reads rows whose words stand in a list of their own (companions.h), in the same order. Memory:
// one row. For one thread at a time.
class ListedReader : public VectorReader {
 public:
  std::size_t dim() const override { return values_.size(); }
  std::optional<std::size_t> rows() const override { return rows_; }
  bool rows_are_certain() const override { return rows_are_certain_; }
  const PassedOver& passed_over() const override { return passed_over_; }
  bool Next(VectorRow& row) final;

 protected:
  // `values` stands at the first row; without `rows` there are as many as the file has. Throws
  // Error{kNoInput} if there is no list.
  ListedReader(LineReader&& values, const std::filesystem::path& list, std::size_t dim,
               std::optional<std::size_t> rows, bool lenient);

  // Reads the next row; false at the end of the file.
  virtual bool ReadValues(std::span<float> values) = 0;

  // The word that a line of the list stands for, valid until the next call.
  virtual std::string_view WordOf(std::string_view listed) { return listed; }

  LineReader& file() { return file_; }
  std::size_t rows_done() const { return done_; }

 private:
  bool AtEnd();

  LineReader file_;
  WordListReader list_;
  std::optional<std::size_t> rows_;
  const bool lenient_;
  const bool rows_are_certain_;
  PassedOver passed_over_;
  std::size_t done_ = 0;
  std::vector<float> values_;
};

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_LISTED_READER_H_
