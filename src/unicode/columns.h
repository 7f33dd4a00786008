#ifndef HOGVEC_UNICODE_COLUMNS_H_
#define HOGVEC_UNICODE_COLUMNS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

// Texts measured as a terminal shows them. All of them are UTF-8 without control characters, as
// Printable() makes it. Pure.

// How many columns `text` takes: two for each wide character of East Asia (Unicode's annex 11),
// none for a mark upon the character before, one for others.
std::size_t ColumnsOf(std::string_view text);

// `text` where it fits this many columns, else as much of its beginning as fits, followed by
// an ellipsis.
std::string CutTo(std::string_view text, std::size_t columns);

// `text` in lines of at most this many columns, separated by '\n': broken at spaces, or inside of
// what is longer than a line.
std::string Folded(std::string_view text, std::size_t columns);

// Whether a letter of `text` is written from right to left.
bool HasRightToLeft(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_COLUMNS_H_
