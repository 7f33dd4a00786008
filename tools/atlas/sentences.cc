#include "atlas/sentences.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace hogvec::atlas {
namespace {

// The weight of a set is divided among its shapes in these units, small enough that rounding a
// share down changes it by less than 0.2 % for sets of up to 20 lines.
constexpr std::uint32_t kSetUnits = 10080;

std::size_t FindTable(std::string_view name) {
  const auto tables = Tables();
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [name](const Table* table) { return table->name == name; });
  if (found == tables.end()) throw std::logic_error("no such table: " + std::string(name));
  return static_cast<std::size_t>(found - tables.begin());
}

// Reads the inside of `{column}` or `{table:column}`.
Slot ReadSlot(std::string_view name, std::size_t table, std::span<const Grid> grids) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {std::nullopt, grids[table].Column(name)};
  const std::size_t other = FindTable(name.substr(0, colon));
  return {other, grids[other].Column(name.substr(colon + 1))};
}

Part ReadPart(std::string_view word, std::size_t table, std::span<const Grid> grids) {
  if (word.front() != '{') return {ParseAlternatives(word), {}};
  return {{}, ReadSlot(word.substr(1, word.size() - 2), table, grids)};
}

std::vector<Part> ReadParts(std::string_view line, std::size_t table, std::span<const Grid> grids) {
  std::vector<Part> parts;
  for (const std::string_view word : Split(line, ' ')) {
    Part part = ReadPart(word, table, grids);
    part.repeat = static_cast<std::size_t>(
        std::count_if(parts.begin(), parts.end(), [&part](const Part& earlier) {
          return earlier.text.empty() && earlier.slot == part.slot;
        }));
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

std::vector<Shape> ReadShapes(std::size_t table, std::span<const Grid> grids) {
  std::vector<Shape> shapes;
  for (const ShapeSet& set : Tables()[table]->shape_sets) {
    const std::vector<std::string_view> lines = Split(set.shapes, '\n');
    const auto line_count = static_cast<std::uint32_t>(lines.size());
    for (const std::string_view line : lines) {
      shapes.push_back({set.weight * kSetUnits / line_count, ReadParts(line, table, grids)});
    }
  }
  return shapes;
}

bool TakesAn(std::string_view word) {
  if (word.starts_with("heir")) return true;
  if (word.starts_with("uk") || word.starts_with("eu")) return false;
  return std::string_view("aeiou").find(word.front()) != std::string_view::npos;
}

bool CanTell(const Shape& shape, const Grid& grid, std::size_t row) {
  return std::all_of(shape.parts.begin(), shape.parts.end(), [&](const Part& part) {
    return !part.text.empty() || part.slot.table || !grid.Cell(row, part.slot.column).empty();
  });
}

}  // namespace hogvec::atlas
