#include "vectors/text_reader.h"

#include <fmt/format.h>

#include <utility>

#include "vectors/text_row.h"

namespace hogvec {

TextReader::TextReader(LineReader file, std::size_t dim, std::optional<std::size_t> rows)
    : file_(std::move(file)), rows_(rows), values_(dim) {}

VectorFormat TextReader::format() const {
  return rows_ ? VectorFormat::kText : VectorFormat::kGlove;
}

bool TextReader::Next(VectorRow& row) {
  std::string_view line;
  if (!file_.NextLine(line)) {
    CheckEnd();
    return false;
  }
  if (rows_ && done_ == *rows_) {
    throw file_.MalformedLine(
        fmt::format("expected the end of the file after {} rows, found another line", *rows_));
  }
  const auto word = ParseTextRow(line, values_);
  if (!word) throw file_.MalformedLine(ExplainTextRow(line, dim()));
  ++done_;
  row = {*word, values_};
  return true;
}

void TextReader::CheckEnd() const {
  if (!rows_ || done_ == *rows_) return;
  throw file_.MalformedLine(
      fmt::format("expected {} rows, as the first line says, found the end of the file after {}",
                  *rows_, done_));
}

}  // namespace hogvec
