#include "vectors/text_reader.h"

#include <fmt/format.h>

#include <utility>

#include "vectors/text_row.h"

namespace hogvec {

TextReader::TextReader(LineReader file, std::size_t dim, std::optional<std::size_t> rows,
                       bool lenient)
    : file_(std::move(file)), rows_(rows), lenient_(lenient), values_(dim) {
  rows_are_certain_ = rows_ && !lenient && file_.size();
}

VectorFormat TextReader::format() const {
  return rows_ ? VectorFormat::kText : VectorFormat::kGlove;
}

bool TextReader::Next(VectorRow& row) {
  std::string_view line;
  while (NextLine(line)) {
    ++done_;
    const auto word = ParseTextRow(line, values_);
    // Without a header, reading a wrong file without a word would be the worse mistake.
    if (word && (rows_ || !EndsInNumber(*word))) {
      row = {*word, values_};
      return true;
    }
    if (!lenient_ || !LacksWord(line, dim())) {
      throw file_.MalformedLine(ExplainTextRow(line, dim()));
    }
    ++passed_over_.without_word;
  }
  return false;
}

// The line of the next row; false behind the last.
bool TextReader::NextLine(std::string_view& line) {
  if (lenient_ && rows_ && done_ == *rows_) {
    PassLinesBeyond();
    return false;
  }
  if (!file_.NextLine(line)) {
    CheckEnd();
    return false;
  }
  if (rows_ && done_ == *rows_) {
    throw file_.MalformedLine(
        fmt::format("expected the end of the file after {} rows, found another line", *rows_));
  }
  return true;
}

void TextReader::PassLinesBeyond() {
  for (std::string_view line; file_.NextLine(line);) ++passed_over_.beyond;
}

void TextReader::CheckEnd() {
  if (!rows_ || done_ == *rows_) return;
  passed_over_.missing = *rows_ - done_;
  if (lenient_) return;
  throw file_.MalformedLine(
      fmt::format("expected {} rows, as the first line says, found the end of the file after {}",
                  *rows_, done_));
}

}  // namespace hogvec
