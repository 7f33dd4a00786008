#ifndef HOGVEC_ATLAS_GRID_H_
#define HOGVEC_ATLAS_GRID_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec::atlas {

// The pieces of `text` between separators, without the empty ones.
std::vector<std::string_view> Split(std::string_view text, char separator);

// Alternative expressions; each is one or more words separated by single spaces.
using Alternatives = std::vector<std::string>;

// Reads `a|b_c` as "a" or "b c", and the missing fact `-` as no alternatives.
Alternatives ParseAlternatives(std::string_view cell);

// The rows of a table, parsed.
class Grid {
 public:
  explicit Grid(std::string_view text);

  std::size_t RowCount() const { return rows_.size(); }
  const Alternatives& Cell(std::size_t row, std::size_t column) const { return rows_[row][column]; }

  // Throws std::logic_error when the table has no such column.
  std::size_t Column(std::string_view name) const;

 private:
  std::vector<std::string_view> columns_;
  std::vector<std::vector<Alternatives>> rows_;
};

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_GRID_H_
