#include "vectors/formats/binary.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/quoted.h"
#include "io/byte_sink.h"
#include "vectors/lenient.h"

namespace hogvec {

// Floats are read and written as they lie in memory. A big-endian machine would have to turn each
// around.
static_assert(std::endian::native == std::endian::little);

void WriteBinary(const std::filesystem::path& path, const WriteOptions&,
                 const VectorsToWrite& vectors) {
  const auto file = CreateFile(path);
  file->Write(fmt::format("{} {}\n", vectors.words.get().size(), vectors.table.get().dim()));
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    const std::span<const float> values = vectors.table.get().Row(ToWordId(i));
    file->Write(vectors.words.get()[ToWordId(i)]);
    file->Write(" ");
    // A char pointer may look at the bytes of any object.
    file->Write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
    file->Write("\n");
  }
  file->Finish();
}

BinaryReader::BinaryReader(LineReader file, const Header& header, bool lenient)
    : file_(std::move(file)),
      rows_(header.rows),
      lenient_(lenient),
      rows_are_certain_(!lenient && file_.size()),
      values_(header.dim) {}

bool BinaryReader::Next(VectorRow& row) {
  while (!AtEnd()) {
    const bool beyond = done_ == rows_;
    ReadWord();
    ReadValues();
    ++(beyond ? passed_over_.more : done_);
    row = {word_, values_};
    if (!word_.empty()) return true;
    ++passed_over_.without_word;
  }
  return false;
}

bool BinaryReader::AtEnd() {
  SkipNewline();
  if (done_ == rows_) {
    if (lenient_ && RowFollows()) return false;
    CheckEnd();
    return true;
  }
  if (!lenient_ || !file_.Peek(1).empty()) return false;
  passed_over_.missing = rows_ - done_;
  return true;
}

// Whether a whole row stands where the header says that there are no more. Words hold no control
// characters, which bytes of anything else soon do.
bool BinaryReader::RowFollows() {
  const std::string_view ahead = file_.Peek(kLongestBinaryWord + 1);
  const std::size_t space = ahead.find(' ');
  if (space == 0 || space == std::string_view::npos) return false;
  const auto is_control = [](char byte) { return static_cast<unsigned char>(byte) < 0x20; };
  if (std::ranges::any_of(ahead.substr(0, space), is_control)) return false;
  const std::size_t size = space + 1 + values_.size() * sizeof(float);
  return file_.Peek(size).size() == size;
}

void BinaryReader::SkipNewline() {
  if (file_.Peek(1) == "\n") file_.NextBytes(1);
}

void BinaryReader::ReadWord() {
  std::string_view word;
  if (!lenient_ && file_.Peek(1) == " ") {
    throw file_.MalformedByte(
        fmt::format("row {} of {}: expected a word, found none{}", done_ + 1, rows_, kPassesOver));
  }
  if (file_.NextUntil(' ', kLongestBinaryWord + 1, word)) {
    word_ = word;
    return;
  }
  const std::size_t left = file_.Peek(kLongestBinaryWord + 1).size();
  const std::string found = left > kLongestBinaryWord
                                ? fmt::format("none within {} bytes", kLongestBinaryWord)
                                : fmt::format("the end of the file after {} bytes", left);
  throw file_.MalformedByte(fmt::format("row {} of {}: expected a word and a space, found {}{}",
                                        done_ + 1, rows_, found, left == 0 ? kTakesAll : ""));
}

void BinaryReader::ReadValues() {
  const std::size_t size = values_.size() * sizeof(float);
  const std::string_view bytes = file_.Peek(size);
  if (bytes.size() < size) {
    throw file_.MalformedByte(
        fmt::format("row {} of {}, {}: expected {} bytes of values, found {} up to the end",
                    done_ + 1, rows_, Quoted(word_), size, bytes.size()));
  }
  std::memcpy(values_.data(), bytes.data(), size);
  file_.NextBytes(size);
}

void BinaryReader::CheckEnd() {
  if (file_.Peek(1).empty()) return;
  if (lenient_) {
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    while (const std::size_t got = file_.NextBytes(kPiece).size()) passed_over_.bytes_beyond += got;
    return;
  }
  throw file_.MalformedByte(fmt::format(
      "expected the end of the file after {} rows, found more bytes{}", rows_, kTakesAll));
}

}  // namespace hogvec
