#include "vectors/formats/text_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/number.h"
#include "base/quoted.h"

namespace hogvec {
namespace {

constexpr bool IsBlank(char byte) { return byte == ' ' || byte == '\t'; }

void TrimRight(std::string_view& line) {
  while (!line.empty() && IsBlank(line.back())) line.remove_suffix(1);
}

// Cuts the last field off `line`, which must not end in blanks; afterwards it does not again. Empty
// when nothing is left.
std::string_view TakeLastField(std::string_view& line) {
  std::size_t begin = line.size();
  while (begin > 0 && !IsBlank(line[begin - 1])) --begin;
  const std::string_view field = line.substr(begin);
  line.remove_suffix(line.size() - begin);
  TrimRight(line);
  return field;
}

std::size_t CountFields(std::string_view line) {
  std::size_t count = 0;
  TrimRight(line);
  for (; !line.empty(); ++count) TakeLastField(line);
  return count;
}

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

bool EndsInNumber(std::string_view word) {
  if (word.find_first_of(" \t") == std::string_view::npos) return false;
  const auto last = ParseFloat(TakeLastField(word));
  return last && std::isfinite(*last);
}

std::optional<std::string_view> ParseTextRow(std::string_view line, std::span<float> values) {
  TrimRight(line);
  for (std::size_t i = values.size(); i > 0; --i) {
    const auto value = ParseFloat(TakeLastField(line));
    if (!value) return std::nullopt;
    values[i - 1] = *value;
  }
  return line.empty() ? std::nullopt : std::optional(line);
}

bool LacksWord(std::string_view line, std::size_t dim) {
  std::size_t numbers = 0;
  for (TrimRight(line); !line.empty(); ++numbers) {
    if (!ParseFloat(TakeLastField(line))) return false;
  }
  return numbers == dim;
}

std::string ExplainTextRow(std::string_view line, std::size_t dim) {
  const std::size_t fields = CountFields(line);
  if (fields == 0) return fmt::format("expected a word and {} values, found an empty line", dim);
  if (IsBlank(line.front()) && fields <= dim)
    return "expected a word, found none before the values";
  if (fields <= dim) return fmt::format("expected {} values, found {}", dim, fields - 1);
  TrimRight(line);
  for (std::size_t i = dim; i > 0; --i) {
    const std::string_view field = TakeLastField(line);
    if (!ParseFloat(field)) {
      return fmt::format("expected a number as value {} of {}, found {}", i, dim, Quoted(field));
    }
  }
  return fmt::format("expected {} values, found at least {}", dim, dim + 1);
}

std::optional<std::size_t> CountValues(std::string_view line) {
  TrimRight(line);
  for (std::size_t values = 0;; ++values) {
    const std::string_view field = TakeLastField(line);
    if (line.empty() || !ParseFloat(field)) {
      return values > 0 ? std::optional(values) : std::nullopt;
    }
  }
}

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

}  // namespace hogvec
