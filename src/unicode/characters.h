#ifndef HOGVEC_UNICODE_CHARACTERS_H_
#define HOGVEC_UNICODE_CHARACTERS_H_

#include <cstddef>

namespace hogvec {

// Whether the words of its script are found by a dictionary: Chinese, Japanese, Thai, Lao, Khmer,
// Burmese. Without Unicode support throws Error{kUsage} for what is not ASCII. Pure.
bool HasDictionary(char32_t character);

// Whether it combines with the character before it. Without Unicode support no. Pure.
bool IsMark(char32_t character);

// How many columns of a terminal a character takes: 2 if it is wide, 0 if it is a mark upon the one
// before it. Without Unicode support 1. Pure.
std::size_t WidthOf(char32_t character);

// Whether text with this character runs from right to left. Without Unicode support no. Pure.
bool IsRightToLeft(char32_t character);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_CHARACTERS_H_
