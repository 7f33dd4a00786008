#ifndef HOGVEC_ATLAS_SENTENCES_H_
#define HOGVEC_ATLAS_SENTENCES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "atlas/grid.h"
#include "atlas/random.h"
#include "atlas/world.h"

namespace hogvec::atlas {

// The source of the word for a slot.
struct Slot {
  std::optional<std::size_t> table;  // nullopt: the row that the sentence is about
  std::size_t column = 0;

  bool operator==(const Slot&) const = default;
};

// One element of a shape: fixed text, or a slot if `text` is empty.
struct Part {
  Alternatives text;
  Slot slot;
  std::size_t repeat = 0;  // earlier uses of the same slot in the shape
};

struct Shape {
  std::uint32_t weight = 0;
  std::vector<Part> parts;
};

// Reads every shape of Tables()[table]. Throws std::logic_error when a slot names a table or a
// column that the world does not have.
std::vector<Shape> ReadShapes(std::size_t table, std::span<const Grid> grids);

// Whether the article before the word is "an". By spelling, with the exceptions that occur here.
bool TakesAn(std::string_view word);

// Whether the row has every fact that the shape uses.
bool CanTell(const Shape& shape, const Grid& grid, std::size_t row);

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_SENTENCES_H_
