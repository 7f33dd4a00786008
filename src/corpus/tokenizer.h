#ifndef HOGVEC_CORPUS_TOKENIZER_H_
#define HOGVEC_CORPUS_TOKENIZER_H_

#include <cstddef>
#include <string_view>

namespace hogvec {

// What separates words: ASCII whitespace, as defined by isspace() in the C locale. Every other byte
// belongs to a word, so UTF-8 and any other bytes pass through unchanged.
inline constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";

constexpr bool IsWhiteSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Calls on_word(std::string_view) for each word of `text` and on_line_end() for each '\n', in
// order. Words may be of any length.
template <typename OnWord, typename OnLineEnd>
void Tokenize(std::string_view text, const OnWord& on_word, const OnLineEnd& on_line_end) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const begin = at;
    while (at != end && !IsWhiteSpace(*at)) ++at;
    if (at != begin) on_word(std::string_view(begin, static_cast<std::size_t>(at - begin)));
    if (at == end) break;
    if (*at == '\n') on_line_end();
    ++at;
  }
}

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_TOKENIZER_H_
