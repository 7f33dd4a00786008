#include "atlas/questions.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "atlas/grid.h"
#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Each pair of words is combined with this many others, so that large relations do not dominate
// small ones and every pair occurs as often on the left as on the right.
constexpr std::size_t kPartners = 12;

struct Source {
  const Table* table;
  std::string_view from;
  std::string_view to;
};

struct Section {
  std::string_view name;
  std::span<const Source> sources;
};

// Only one-to-one relations are asked about: an offset cannot answer "which continent", since many
// countries share the answer.
constexpr std::array kCapital = {Source{&kCountries, "capital", "country"}};
constexpr std::array kCurrency = {Source{&kCountries, "country", "currency"}};
constexpr std::array kLanguage = {Source{&kCountries, "country", "language"}};
constexpr std::array kFamily = {Source{&kPeople, "male", "female"}};
constexpr std::array kYoung = {Source{&kAnimals, "noun", "young"}};
constexpr std::array kSound = {Source{&kAnimals, "noun", "sound"}};
constexpr std::array kTool = {Source{&kTrades, "trade", "tool"}};
constexpr std::array kPlace = {Source{&kTrades, "trade", "place"}};
constexpr std::array kPlayer = {Source{&kInstruments, "instrument", "player"}};
constexpr std::array kAdverb = {Source{&kAdjectives, "adjective", "adverb"}};
constexpr std::array kComparative = {Source{&kAdjectives, "adjective", "comparative"}};
constexpr std::array kSuperlative = {Source{&kAdjectives, "adjective", "superlative"}};
constexpr std::array kParticiple = {Source{&kVerbs, "verb", "ing"}};
constexpr std::array kNationality = {Source{&kCountries, "country", "nationality"}};
constexpr std::array kPast = {Source{&kVerbs, "ing", "past"}};
constexpr std::array kThird = {Source{&kVerbs, "verb", "third"}};
constexpr std::array kPlural = {
    Source{&kFruits, "noun", "plural"},    Source{&kVehicles, "noun", "plural"},
    Source{&kFurniture, "noun", "plural"}, Source{&kClothing, "noun", "plural"},
    Source{&kBuildings, "noun", "plural"}, Source{&kAnimals, "noun", "plural"},
};

// Syntactic sections are those whose name starts with "gram".
constexpr std::array kSections = {
    Section{"capital-country", kCapital},
    Section{"country-currency", kCurrency},
    Section{"country-language", kLanguage},
    Section{"male-female", kFamily},
    Section{"animal-young", kYoung},
    Section{"animal-sound", kSound},
    Section{"trade-tool", kTool},
    Section{"trade-workplace", kPlace},
    Section{"instrument-player", kPlayer},
    Section{"gram1-adjective-to-adverb", kAdverb},
    Section{"gram2-comparative", kComparative},
    Section{"gram3-superlative", kSuperlative},
    Section{"gram4-present-participle", kParticiple},
    Section{"gram5-nationality-adjective", kNationality},
    Section{"gram6-past-tense", kPast},
    Section{"gram7-plural-noun", kPlural},
    Section{"gram8-third-person", kThird},
};

using WordPair = std::pair<std::string, std::string>;

void CollectPairs(const Source& source, std::vector<WordPair>& pairs) {
  const Grid grid(source.table->rows);
  const std::size_t from = grid.Column(source.from);
  const std::size_t to = grid.Column(source.to);
  for (std::size_t row = 0; row < grid.RowCount(); ++row) {
    if (grid.Cell(row, from).size() != 1 || grid.Cell(row, to).size() != 1) continue;
    pairs.emplace_back(grid.Cell(row, from).front(), grid.Cell(row, to).front());
  }
}

void AppendSection(const Section& section, std::string& out) {
  std::vector<WordPair> pairs;
  for (const Source& source : section.sources) CollectPairs(source, pairs);
  out += std::string(": ").append(section.name) + '\n';
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    for (std::size_t step = 1; step <= kPartners; ++step) {
      const auto& [c, d] = pairs[(i + step) % pairs.size()];
      out.append(pairs[i].first).append(" ").append(pairs[i].second).append(" ");
      out.append(c).append(" ").append(d).append("\n");
    }
  }
}

}  // namespace

void AppendQuestions(std::string& out) {
  for (const Section& section : kSections) AppendSection(section, out);
}

}  // namespace hogvec::atlas
