#include "evaluation/pair_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "base/number.h"
#include "base/quoted.h"
#include "base/trimmed.h"
#include "evaluation/fields.h"
#include "hogvec/error.h"
#include "io/line_reader.h"

namespace hogvec {
namespace {

using Fields = std::vector<std::string>;

constexpr char kBlanks = ' ';  // or tabs, as many as there are

// A quoted field without its quotes, doubled ones made single; `rest` is then what follows it.
// Returns nullopt if it is not quoted as a whole.
std::optional<std::string> TakeQuoted(std::string_view& rest, char separator) {
  if (!rest.starts_with('"')) return std::nullopt;
  std::string field;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] != '"') {
      field += rest[i];
    } else if (i + 1 == rest.size() || rest[i + 1] == separator) {
      rest.remove_prefix(i + 1);
      return field;
    } else if (rest[i + 1] == '"') {
      field += rest[i++];
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::string TakeField(std::string_view& rest, char separator) {
  if (auto quoted = TakeQuoted(rest, separator)) return *std::move(quoted);
  const std::string_view field = rest.substr(0, rest.find(separator));
  rest.remove_prefix(field.size());
  return std::string(field);
}

Fields Split(std::string_view line, char separator) {
  if (separator == kBlanks) {
    const auto fields = FieldsOf(line);
    return {fields.begin(), fields.end()};
  }
  Fields fields{std::string(Trimmed(TakeField(line, separator)))};
  while (!line.empty()) {
    line.remove_prefix(1);
    fields.emplace_back(Trimmed(TakeField(line, separator)));
  }
  return fields;
}

char SeparatorOf(std::string_view first_line) {
  for (const char separator : {'\t', ';', ','}) {
    if (Split(first_line, separator).size() >= 3) return separator;
  }
  return kBlanks;
}

// The column of the score: the first number after two words. If spaces separate the fields it must
// be the third, since another word there may be the second half of a word.
std::optional<std::size_t> ScoreColumn(const Fields& fields, char separator) {
  const std::size_t end = separator == kBlanks ? 3 : fields.size();
  for (std::size_t i = 2; i < std::min(end, fields.size()); ++i) {
    if (ParseDouble(fields[i])) return i;
  }
  return std::nullopt;
}

// Determines the layout of a file's lines from the first one.
class PairLines {
 public:
  // The pair in a line; nullopt if there is none.
  std::optional<JudgedPair> Read(std::string_view line) const {
    // Some sets have spaces next to tabs.
    const bool is_parted = line.find(separator_) != std::string_view::npos;
    const char separator = is_parted ? separator_ : kBlanks;
    Fields fields = Split(line, separator);
    const auto column = ScoreColumn(fields, separator);
    const auto score = column ? ParseDouble(fields[*column]) : std::nullopt;
    if (!score || !std::isfinite(*score) || fields[0].empty() || fields[1].empty()) return {};
    return JudgedPair{std::move(fields[0]), std::move(fields[1]), *score};
  }

  // Whether the first line is a header: it has no number where the next line has its score. Titles
  // may be numbers, those of the annotators' columns.
  bool IsHeader(std::string_view first_line, std::string_view below) {
    separator_ = SeparatorOf(first_line);
    const Fields fields = Split(first_line, separator_);
    auto column = ScoreColumn(Split(below, separator_), separator_);
    if (!column) column = ScoreColumn(fields, separator_);
    return fields.size() >= 3 &&
           !(column && *column < fields.size() && ParseDouble(fields[*column]));
  }

 private:
  char separator_ = kBlanks;
};

bool IsNothing(std::string_view line) {
  const std::string_view text = Trimmed(line);
  return text.empty() || text.starts_with('#');
}

}  // namespace

PairFile ReadPairs(const std::filesystem::path& path, bool lenient) {
  LineReader lines(path);
  PairFile file;
  PairLines layout;
  bool first = true;
  std::string first_line;
  for (std::string_view line; lines.NextLine(line);) {
    if (IsNothing(line)) continue;
    if (std::exchange(first, false)) {
      first_line = line;  // looking ahead may move the buffer
      if (layout.IsHeader(first_line, lines.PeekLine())) continue;
      line = first_line;
    }
    auto pair = layout.Read(line);
    if (!pair && !lenient) {
      throw lines.MalformedLine(fmt::format(
          "expected 'word word score', found {}; --lenient skips such lines", Quoted(line)));
    }
    if (pair) {
      file.pairs.push_back(*std::move(pair));
    } else {
      ++file.passed_over;
    }
  }
  if (!file.pairs.empty()) return file;
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: expected lines 'word word score', found none", path.string()));
}

}  // namespace hogvec
