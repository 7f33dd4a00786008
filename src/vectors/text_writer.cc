#include "vectors/text_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <string>

namespace hogvec {
namespace {

// Room for any float in its shortest form, or with as many digits as tell any two apart; the
// longest are like "-1.17549435e-38".
constexpr std::size_t kLongestFloat = 16;
constexpr int kMostDigits = 9;

char* PutNumber(float value, int precision, char* at, char* end) {
  if (precision == 0) return std::to_chars(at, end, value).ptr;
  const int digits = std::min(precision, kMostDigits);
  return std::to_chars(at, end, value, std::chars_format::general, digits).ptr;
}

}  // namespace

// Digits go straight into the line's memory: a pass through a string of their own would cost as
// much as finding them.
void AppendNumbers(std::span<const float> values, char separator, int precision, std::string& out) {
  const std::size_t before = out.size();
  const std::size_t room = before + values.size() * (1 + kLongestFloat);
  out.resize(room);
  char* at = out.data() + before;
  char* const end = out.data() + room;
  for (const float value : values) {
    if (at != out.data() + before) *at++ = separator;
    at = PutNumber(value, precision, at, end);
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
}

void WriteText(ByteSink& file, const WordIndex& words, const EmbeddingTable& table,
               bool with_first_line, int precision) {
  if (with_first_line) file.Write(fmt::format("{} {}\n", words.size(), table.dim()));
  std::string line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    line.assign(words[ToWordId(i)]);
    line += ' ';
    AppendNumbers(table.Row(ToWordId(i)), ' ', precision, line);
    line += '\n';
    file.Write(line);
  }
}

}  // namespace hogvec
