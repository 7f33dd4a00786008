#include "vectors/formats/text.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "io/byte_sink.h"
#include "vectors/first_line.h"
#include "vectors/formats/text_row.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

void WriteRows(ByteSink& file, const VectorsToWrite& vectors, int precision) {
  std::string line;
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    line.assign(vectors.words.get()[ToWordId(i)]);
    line += ' ';
    AppendNumbers(vectors.table.get().Row(ToWordId(i)), ' ', precision, line);
    line += '\n';
    file.Write(line);
  }
}

}  // namespace

void WriteText(const std::filesystem::path& path, const WriteOptions& options,
               const VectorsToWrite& vectors) {
  const auto file = CreateFile(path);
  file->Write(fmt::format("{} {}\n", vectors.words.get().size(), vectors.table.get().dim()));
  WriteRows(*file, vectors, options.precision);
  file->Finish();
}

void WriteGlove(const std::filesystem::path& path, const WriteOptions& options,
                const VectorsToWrite& vectors) {
  const auto file = CreateFile(path);
  WriteRows(*file, vectors, options.precision);
  file->Finish();
}

std::unique_ptr<VectorReader> OpenGlove(LineReader& file, bool lenient) {
  const auto dim = CountValues(LookAtLine(file));
  if (!dim || *dim < 2 || *dim > kMostDim) return nullptr;
  return std::make_unique<TextReader>(std::move(file), *dim, std::nullopt, lenient);
}

TextReader::TextReader(LineReader file, std::size_t dim, std::optional<std::size_t> rows,
                       bool lenient)
    : file_(std::move(file)),
      rows_(rows),
      lenient_(lenient),
      rows_are_certain_(rows && !lenient && file_.size()),
      values_(dim) {}

VectorFormat TextReader::format() const {
  return rows_ ? VectorFormat::kText : VectorFormat::kGlove;
}

bool TextReader::Next(VectorRow& row) {
  std::string_view line;
  while (NextLine(line)) {
    const bool beyond = rows_ && done_ == *rows_;
    const auto word = ParseTextRow(line, values_);
    // Without a header, reading a wrong file without a word would be the worse mistake.
    if (word && (rows_ || !EndsInNumber(*word))) {
      ++(beyond ? passed_over_.more : done_);
      row = {*word, values_};
      return true;
    }
    PassOver(line, beyond);
  }
  return false;
}

// The next line; false at the end.
bool TextReader::NextLine(std::string_view& line) {
  if (!file_.NextLine(line)) {
    CheckEnd();
    return false;
  }
  if (!lenient_ && rows_ && done_ == *rows_) {
    throw file_.MalformedLine(fmt::format(
        "expected the end of the file after {} rows, found another line{}", *rows_, kTakesAll));
  }
  return true;
}

// A line that is no row.
void TextReader::PassOver(std::string_view line, bool beyond) {
  if (beyond) {
    ++passed_over_.lines_beyond;
  } else if (!LacksWord(line, dim())) {
    throw file_.MalformedLine(ExplainTextRow(line, dim()));
  } else if (!lenient_) {
    throw file_.MalformedLine(
        fmt::format("expected a word, found none before the values{}", kPassesOver));
  } else {
    ++done_;
    ++passed_over_.without_word;
  }
}

void TextReader::CheckEnd() {
  if (!rows_ || done_ == *rows_) return;
  passed_over_.missing = *rows_ - done_;
  if (lenient_) return;
  throw file_.MalformedLine(
      fmt::format("expected {} rows, as the first line says, found the end of the file after {}{}",
                  *rows_, done_, kTakesAll));
}

}  // namespace hogvec
