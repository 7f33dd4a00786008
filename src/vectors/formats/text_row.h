#ifndef HOGVEC_VECTORS_FORMATS_TEXT_ROW_H_
#define HOGVEC_VECTORS_FORMATS_TEXT_ROW_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hogvec {

// One line of the text formats, a word and its values. Pure functions.

// Reads the line's last values.size() fields as numbers; the word is what stands before them, a
// part of `line`. Nothing if the line is no such row.
std::optional<std::string_view> ParseTextRow(std::string_view line, std::span<float> values);

// Whether the last of a word's fields, which are several, is a number: "windows 95". Where no
// header says how many values there are, it may be one value too many as well.
bool EndsInNumber(std::string_view word);

// Says why ParseTextRow gave nothing: "expected ..., found ...".
std::string ExplainTextRow(std::string_view line, std::size_t dim);

// Whether a line is a row but for its word: `dim` numbers after a blank, or alone.
bool LacksWord(std::string_view line, std::size_t dim);

// The number of values in a line, as its first field, or all up to the last that is no number, is
// the word; nothing if there are none.
std::optional<std::size_t> CountValues(std::string_view line);

// Appends numbers to `out` with `separator` between them; `precision` is a number of significant
// digits, or 0 for as few as read back as the same number.
void AppendNumbers(std::span<const float> values, char separator, int precision, std::string& out);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_TEXT_ROW_H_
