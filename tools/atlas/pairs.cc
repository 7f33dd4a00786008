#include "atlas/pairs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "atlas/grid.h"
#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// The maximum number of pairs per rule; they are spread evenly over its table.
constexpr std::size_t kPairsPerRule = 14;

struct WordSource {
  const Table* table;
  std::string_view column;
};

struct Rule {
  WordSource left;
  WordSource right;
  std::string_view score;
};

// Two forms of one word: as similar as words of this world can be.
constexpr std::array kSameThing = {
    Rule{{&kPeople, "male"}, {&kPeople, "female"}, "10"},
    Rule{{&kPeople, "male"}, {&kPeople, "thing"}, "9"},
    Rule{{&kAdjectives, "adjective"}, {&kAdjectives, "comparative"}, "10"},
    Rule{{&kAdjectives, "comparative"}, {&kAdjectives, "superlative"}, "9"},
    Rule{{&kAdjectives, "adjective"}, {&kAdjectives, "thing"}, "8"},
    Rule{{&kFurniture, "noun"}, {&kFurniture, "plural"}, "10"},
    Rule{{&kVehicles, "plural"}, {&kVehicles, "trait"}, "8"},
    Rule{{&kFoods, "food"}, {&kFoods, "part"}, "9"},
    Rule{{&kTrades, "trade"}, {&kTrades, "place"}, "8"},
    Rule{{&kInstruments, "instrument"}, {&kInstruments, "player"}, "9"},
    Rule{{&kCountries, "country"}, {&kCountries, "capital"}, "9"},
    Rule{{&kCountries, "country"}, {&kCountries, "river"}, "8"},
};

// Two things of one kind, in the same grammatical form.
constexpr std::array kSameKind = {
    Rule{{&kCountries, "capital"}, {&kCountries, "capital"}, "8"},
    Rule{{&kCountries, "language"}, {&kCountries, "language"}, "9"},
    Rule{{&kVehicles, "noun"}, {&kVehicles, "noun"}, "9"},
    Rule{{&kClothing, "plural"}, {&kClothing, "plural"}, "9"},
    Rule{{&kAnimals, "young"}, {&kAnimals, "young"}, "9"},
    Rule{{&kFoods, "food"}, {&kFoods, "food"}, "9"},
    Rule{{&kCalendar, "month"}, {&kCalendar, "month"}, "10"},
    Rule{{&kTrades, "trade"}, {&kTrades, "trade"}, "8"},
};

// Two things of one kind, in different forms: a queen and somebody's uncle.
constexpr std::array kSameField = {
    Rule{{&kPeople, "female"}, {&kPeople, "male"}, "5"},
    Rule{{&kTrades, "trade"}, {&kTrades, "place"}, "5"},
    Rule{{&kTrades, "place"}, {&kTrades, "work"}, "4"},
    Rule{{&kInstruments, "instrument"}, {&kInstruments, "player"}, "5"},
    Rule{{&kFruits, "noun"}, {&kFruits, "plural"}, "5"},
    Rule{{&kBuildings, "noun"}, {&kBuildings, "trait"}, "5"},
    Rule{{&kClothing, "plural"}, {&kClothing, "trait"}, "5"},
    Rule{{&kAdjectives, "adjective"}, {&kAdjectives, "comparative"}, "4"},
    Rule{{&kAnimals, "noun"}, {&kAnimals, "young"}, "4"},
    Rule{{&kCountries, "town"}, {&kCountries, "river"}, "4"},
};

// Unrelated words.
constexpr std::array kUnrelated = {
    Rule{{&kCountries, "country"}, {&kFurniture, "plural"}, "0"},
    Rule{{&kCountries, "capital"}, {&kVerbs, "past"}, "0"},
    Rule{{&kCountries, "currency"}, {&kAnimals, "young"}, "0"},
    Rule{{&kCountries, "river"}, {&kInstruments, "player"}, "0"},
    Rule{{&kPeople, "male"}, {&kFruits, "plural"}, "0"},
    Rule{{&kPeople, "female"}, {&kVehicles, "noun"}, "0"},
    Rule{{&kTrades, "tool"}, {&kCountries, "language"}, "0"},
    Rule{{&kAdjectives, "comparative"}, {&kTrades, "place"}, "0"},
    Rule{{&kAdjectives, "adverb"}, {&kClothing, "plural"}, "0"},
    Rule{{&kVerbs, "ing"}, {&kCountries, "nationality"}, "0"},
    Rule{{&kVerbs, "verb"}, {&kBuildings, "plural"}, "0"},
    Rule{{&kAnimals, "sound"}, {&kPeople, "thing"}, "1"},
    Rule{{&kFoods, "food"}, {&kAdjectives, "superlative"}, "0"},
    Rule{{&kInstruments, "instrument"}, {&kAnimals, "plural"}, "1"},
};

// The words of one column: the first alternative of each cell, none for a phrase of several words.
class Column {
 public:
  explicit Column(const WordSource& source)
      : grid_(source.table->rows), column_(grid_.Column(source.column)) {}

  std::size_t RowCount() const { return grid_.RowCount(); }

  std::optional<std::string_view> Word(std::size_t row) const {
    const Alternatives& cell = grid_.Cell(row % RowCount(), column_);
    if (cell.empty() || cell.front().find(' ') != std::string::npos) return std::nullopt;
    return cell.front();
  }

 private:
  Grid grid_;
  std::size_t column_;
};

void AppendPair(std::string_view left, std::string_view right, std::string_view score,
                std::string& out) {
  out.append(left).append("\t").append(right).append("\t").append(score).append("\n");
}

// `shift` is the number of rows from the left word down to the right one.
void AppendRule(const Rule& rule, std::size_t shift, std::string& out) {
  const Column left(rule.left);
  const Column right(rule.right);
  const std::size_t count = std::min(kPairsPerRule, left.RowCount());
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = i * left.RowCount() / count;
    const auto left_word = left.Word(row);
    const auto right_word = right.Word(row + shift);
    if (!left_word || !right_word || *left_word == *right_word) continue;
    AppendPair(*left_word, *right_word, rule.score, out);
  }
}

void AppendRules(std::span<const Rule> rules, std::size_t shift, std::string& out) {
  for (const Rule& rule : rules) AppendRule(rule, shift, out);
}

}  // namespace

void AppendPairs(std::string& out) {
  AppendRules(kSameThing, 0, out);
  AppendRules(kSameKind, 1, out);
  AppendRules(kSameField, 5, out);
  AppendRules(kUnrelated, 3, out);
}

}  // namespace hogvec::atlas
