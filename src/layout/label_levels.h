#ifndef HOGVEC_LAYOUT_LABEL_LEVELS_H_
#define HOGVEC_LAYOUT_LABEL_LEVELS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/layout.h"
#include "hogvec/words_view.h"

namespace hogvec {

// Which labels a map shows as a reader comes closer (Been, Daiches and Yap 2006). At level 0 the
// whole map is kLabelScreen pixels wide and high, at each further level twice as many, and a label
// is always as large as the reader's letters are: a rectangle around its word's point.
inline constexpr double kLabelScreen = 1000;  // pixels

// The nominal size of a label in pixels, by the columns that its word takes in a terminal. Longer
// words are cut.
inline constexpr std::size_t kMostLabelColumns = 24;
inline constexpr double kLabelHeight = 18;
double LabelWidth(std::size_t columns);

// The columns of each word: at least 1, at most kMostLabelColumns.
std::vector<std::uint8_t> LabelColumns(WordsView words);

// The first level, below WordMap::kLabelLevels, at which each word has room for its label; or
// WordMap::kLabelLevels, for words that never have, such as all but the first at one point. Level
// by level, a label gets its place if it touches no label that is there already; words are tried in
// the order of their ids. So labels of one level never overlap, and a label that is shown stays
// shown at all deeper levels. A point that is not in the map's square has no label.
//
// Takes time and memory in proportion to the points, which are as many as `columns`.
std::vector<std::uint8_t> LabelLevels(std::span<const MapPoint> points,
                                      std::span<const std::uint8_t> columns);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_LABEL_LEVELS_H_
