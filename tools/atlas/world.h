#ifndef HOGVEC_ATLAS_WORLD_H_
#define HOGVEC_ATLAS_WORLD_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace hogvec::atlas {

// Sentence shapes (templates) that share one weight, one shape per line. A word of a shape is
// - a plain word,
// - `a|b|c`: one of these, at random (`_` stands for a space),
// - `{column}`: the cell of the row that the sentence is about,
// - `{table:column}`: the cell of a random row of that table.
struct ShapeSet {
  std::uint32_t weight;
  std::string_view shapes;
};

// One part of the world: facts as rows, and the shapes of sentences about them.
//
// `rows` begins with a line of column names; then follows one row per line, the most frequent
// first. A cell may list alternatives like a word of a shape; `-` means that the row lacks the
// fact, and shapes that need it are not used for the row.
struct Table {
  std::string_view name;
  std::uint32_t weight;  // share of the sentences, relative to the other tables
  std::string_view rows;
  std::span<const ShapeSet> shape_sets;
};

extern const Table kCountries;
extern const Table kPeople;
extern const Table kAdjectives;
extern const Table kVerbs;
extern const Table kFruits;
extern const Table kVehicles;
extern const Table kFurniture;
extern const Table kClothing;
extern const Table kBuildings;
extern const Table kAnimals;
extern const Table kTrades;
extern const Table kInstruments;
extern const Table kCalendar;
extern const Table kFoods;
extern const Table kColours;
extern const Table kWeather;
extern const Table kMaterials;

// Every table of the world, in the order of the generator's numbers.
std::span<const Table* const> Tables();

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_WORLD_H_
