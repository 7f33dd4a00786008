#include "atlas/grid.h"

#include <algorithm>
#include <stdexcept>

namespace hogvec::atlas {
namespace {

std::vector<Alternatives> ParseRow(std::string_view line, std::size_t width) {
  std::vector<Alternatives> cells;
  for (const std::string_view cell : Split(line, ' ')) cells.push_back(ParseAlternatives(cell));
  if (cells.size() != width) throw std::logic_error("uneven row: " + std::string(line));
  return cells;
}

}  // namespace

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, text.find(separator));
    if (!piece.empty()) pieces.push_back(piece);
    text.remove_prefix(std::min(piece.size() + 1, text.size()));
  }
  return pieces;
}

Alternatives ParseAlternatives(std::string_view cell) {
  Alternatives alternatives;
  if (cell == "-") return alternatives;
  for (const std::string_view piece : Split(cell, '|')) {
    std::string& phrase = alternatives.emplace_back(piece);
    std::replace(phrase.begin(), phrase.end(), '_', ' ');
  }
  return alternatives;
}

Grid::Grid(std::string_view text) {
  const std::vector<std::string_view> lines = Split(text, '\n');
  columns_ = Split(lines.front(), ' ');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    rows_.push_back(ParseRow(lines[i], columns_.size()));
  }
}

std::size_t Grid::Column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) throw std::logic_error("no such column: " + std::string(name));
  return static_cast<std::size_t>(found - columns_.begin());
}

}  // namespace hogvec::atlas
