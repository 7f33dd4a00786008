#ifndef HOGVEC_BASE_UTF8_H_
#define HOGVEC_BASE_UTF8_H_

#include <cstddef>
#include <string_view>

namespace hogvec {

// The length in bytes of the code point that `text` begins with; 0 if that is not valid UTF-8 (RFC
// 3629: no overlong forms, no surrogates, nothing above U+10FFFF). Pure.
std::size_t CodePointLength(std::string_view text);

// The code point that `text` begins with; U+FFFD if that is not valid UTF-8. Pure.
char32_t CodePointAt(std::string_view text);

// U+FEFF, which some programs write at the start of a text. It is not part of the content.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// A text without a leading byte-order mark. Pure.
constexpr std::string_view WithoutByteOrderMark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// The number of bytes at the start of `text` that are valid UTF-8, and whether all are. Pure.
std::size_t Utf8Length(std::string_view text);
bool IsUtf8(std::string_view text);

// Whether all of `text` is ASCII, checked in large steps. Pure.
bool IsAscii(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_BASE_UTF8_H_
