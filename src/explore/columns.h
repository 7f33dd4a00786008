#ifndef HOGVEC_EXPLORE_COLUMNS_H_
#define HOGVEC_EXPLORE_COLUMNS_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "hogvec/words_view.h"

namespace hogvec::explore {

// A value for each word, to colour a map by: a number, or the number of a category.
struct Column {
  std::string name;
  std::vector<float> values;                 // of each word; NaN where there is none
  std::vector<std::string> categories = {};  // most frequent first; empty for numbers
};

// The most frequent categories of a column that are kept; all others together are one more,
// the last, named "(others)".
inline constexpr std::size_t kMostCategories = 200;

// Reads a file of tab-separated columns: a line of names, then lines whose first field is a word. A
// column whose fields are all numbers (or empty) is one of numbers, any other has categories. Words
// that the vectors do not have are skipped, and so are empty lines and further lines of a word.
//
// Throws Error{kNoInput}, Error{kIo}; Error{kMalformed}, with the line, for a line with another
// number of fields than the first, and for a file none of whose words are in the vectors.
std::vector<Column> ReadColumns(const std::filesystem::path& path, WordsView words);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_COLUMNS_H_
