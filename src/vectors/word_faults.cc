#include "vectors/word_faults.h"

#include <fmt/format.h>

#include "base/number.h"
#include "base/quoted.h"
#include "base/utf8.h"
#include "hogvec/error.h"
#include "vectors/format_table.h"
#include "vectors/formats/binary.h"

namespace hogvec {
namespace {

bool HoldsAny(std::string_view word, std::string_view bytes) {
  return word.find_first_of(bytes) != std::string_view::npos;
}

}  // namespace

std::string_view NoWordFault(std::string_view) { return {}; }

std::string_view TextWordFault(std::string_view word) {
  return HoldsAny(word, " \t\n\v\f\r") ? "holds white space" : "";
}

// Readers of GloVe's files count the values from the end, so words may hold spaces.
std::string_view GloveWordFault(std::string_view word) {
  if (HoldsAny(word, "\t\n\v\f\r")) return "holds white space that is no space";
  if (word.front() == ' ' || word.back() == ' ') return "begins or ends with a space";
  const std::size_t space = word.rfind(' ');
  if (space == std::string_view::npos || !ParseFloat(word.substr(space + 1))) return {};
  return "ends in a number, as if that were a value";
}

std::string_view BinaryWordFault(std::string_view word) {
  if (HoldsAny(word, " \n")) return "holds a space or a newline";
  return word.size() > kLongestBinaryWord ? "is longer than 1 MiB" : "";
}

std::string_view ListedWordFault(std::string_view word) {
  return HoldsAny(word, "\t\n\r") ? "holds a tab or the end of a line" : "";
}

std::string_view DatabaseWordFault(std::string_view word) {
  if (!IsUtf8(word)) return "is not UTF-8";
  return word.find('\0') == std::string_view::npos ? "" : "holds a zero byte";
}

std::string_view Utf8WordFault(std::string_view word) { return IsUtf8(word) ? "" : "is not UTF-8"; }

std::string_view WordFault(VectorFormat format, std::string_view word) {
  return word.empty() ? "is empty" : RowOf(format).word_fault(word);
}

void CheckWords(const std::filesystem::path& path, VectorFormat format, const WordIndex& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[ToWordId(i)];
    const std::string_view fault = WordFault(format, word);
    if (fault.empty()) continue;
    throw Error(
        ErrorKind::kMalformed,
        fmt::format(
            "{}: the word {} of row {} can't be written as {}: it {}; safetensors can store "
            "any word, and an export with the option 'lenient' leaves such rows out",
            path.string(), Quoted(word), i + 1, FormatName(format), fault));
  }
}

}  // namespace hogvec
