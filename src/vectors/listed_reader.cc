#include "vectors/listed_reader.h"

#include <fmt/format.h>

#include <utility>

#include "vectors/lenient.h"

namespace hogvec {

ListedReader::ListedReader(LineReader&& values, const std::filesystem::path& list, std::size_t dim,
                           std::optional<std::size_t> rows, bool lenient)
    : file_(std::move(values)),
      list_(list),
      rows_(rows),
      lenient_(lenient),
      rows_are_certain_(rows && !lenient && file_.size()),
      values_(dim) {}

bool ListedReader::Next(VectorRow& row) {
  while (!AtEnd()) {
    ++done_;
    std::string_view word;
    if (!list_.Next(word, row.count)) {
      throw list_.file().MalformedLine(
          fmt::format("expected a word for each row of {}, found the end before row {}",
                      file_.path().string(), done_));
    }
    row = {WordOf(word), values_, row.count, {}};
    if (!row.word.empty()) return true;
    if (!lenient_) {
      throw list_.file().MalformedLine(
          fmt::format("expected a word, found an empty line{}", kPassesOver));
    }
    ++passed_over_.without_word;
  }
  return false;
}

// Reads the next row's values. The list must end where they do.
bool ListedReader::AtEnd() {
  const bool all = rows_ && done_ == *rows_;
  if (!all && ReadValues(values_)) return false;
  if (!all && rows_) {
    throw file_.MalformedByte(
        fmt::format("expected {} rows, found the end of the file after {}", *rows_, done_));
  }
  std::string_view word;
  std::uint64_t count = 0;
  if (list_.Next(word, count) && !lenient_) {
    throw list_.file().MalformedLine(
        fmt::format("expected the end after the words of {} rows, found another{}", done_,
                    "; the option 'lenient' skips the rest"));
  }
  return true;
}

}  // namespace hogvec
