#include "explore/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/number.h"
#include "hogvec/error.h"
#include "hogvec/word_index.h"
#include "io/line_reader.h"

namespace hogvec::explore {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

void SplitAtTabs(std::string_view line, std::vector<std::string_view>& fields) {
  fields.clear();
  for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
    fields.push_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  fields.push_back(line);
}

// The fields of a column: each text once, and which of them each word has. A column of a million
// words has few texts if it is one of categories.
class Fields {
 public:
  Fields(std::string_view name, std::size_t words) : name_(name), text_of_(words, kNoText) {}

  void Set(WordId word, std::string_view text) {
    if (text.empty()) return;
    const WordId number = texts_.FindOrAdd(text);
    text_of_[ToIndex(word)] = number;
    uses_.resize(texts_.size());
    ++uses_[ToIndex(number)];
  }

  Column ToColumn() const {
    if (const auto numbers = Numbers()) return {name_, ValuesOf(*numbers)};
    return Categories();
  }

 private:
  static constexpr WordId kNoText = kLineEnd;

  // What each text is as a number; nothing if one is none. Infinity and NaN are no values.
  std::optional<std::vector<float>> Numbers() const {
    std::vector<float> numbers;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const auto number = ParseFloat(texts_[ToWordId(i)]);
      if (!number) return std::nullopt;
      numbers.push_back(std::isfinite(*number) ? *number : kNone);
    }
    return numbers;
  }

  Column Categories() const {
    std::vector<std::size_t> order(texts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return uses_[i]; });
    Column column{name_, {}};
    std::vector<float> category_of(texts_.size(), static_cast<float>(kMostCategories));
    for (std::size_t i = 0; i < std::min(order.size(), kMostCategories); ++i) {
      category_of[order[i]] = static_cast<float>(i);
      column.categories.emplace_back(texts_[ToWordId(order[i])]);
    }
    if (order.size() > kMostCategories) column.categories.emplace_back("(others)");
    column.values = ValuesOf(category_of);
    return column;
  }

  std::vector<float> ValuesOf(const std::vector<float>& value_of_text) const {
    std::vector<float> values;
    values.reserve(text_of_.size());
    for (const WordId text : text_of_) {
      values.push_back(text == kNoText ? kNone : value_of_text[ToIndex(text)]);
    }
    return values;
  }

  std::string name_;
  WordIndex texts_;
  std::vector<std::uint64_t> uses_;
  std::vector<WordId> text_of_;
};

// Reads the lines of such a file into the fields of its columns.
class ColumnReader {
 public:
  ColumnReader(const std::filesystem::path& path, WordsView words)
      : lines_(path), words_(words), seen_(words.size()) {}

  std::vector<Fields> ReadAll() {
    ReadNames();
    while (NextLine()) Take();
    if (known_ == 0) RefuseStrangers();
    return std::move(columns_);
  }

 private:
  // Splits the next line that is not empty; false if there is none.
  bool NextLine() {
    std::string_view line;
    do {
      if (!lines_.NextLine(line)) return false;
    } while (line.empty());
    SplitAtTabs(line, fields_);
    return true;
  }

  void ReadNames() {
    if (!NextLine() || fields_.size() < 2) {
      throw lines_.MalformedLine(
          "expected the names of columns, separated by tabs, that of the words first");
    }
    for (const std::string_view name : std::span(fields_).subspan(1)) {
      columns_.emplace_back(name, words_.size());
    }
  }

  void Take() {
    if (fields_.size() != columns_.size() + 1) {
      throw lines_.MalformedLine(
          fmt::format("has {} fields, the first line has {}", fields_.size(), columns_.size() + 1));
    }
    const auto id = FindGiven(words_, fields_[0]);
    if (!id || seen_[ToIndex(*id)]) return;
    seen_[ToIndex(*id)] = true;
    ++known_;
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].Set(*id, fields_[i + 1]);
  }

  void RefuseStrangers() const {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: none of its words is in the vectors; each line must begin with a "
                            "word and a tab",
                            lines_.path().string()));
  }

  LineReader lines_;
  WordsView words_;
  std::vector<bool> seen_;
  std::size_t known_ = 0;
  std::vector<std::string_view> fields_;
  std::vector<Fields> columns_;
};

}  // namespace

std::vector<Column> ReadColumns(const std::filesystem::path& path, WordsView words) {
  std::vector<Column> columns;
  for (const Fields& fields : ColumnReader(path, words).ReadAll()) {
    columns.push_back(fields.ToColumn());
  }
  return columns;
}

}  // namespace hogvec::explore
