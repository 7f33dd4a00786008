#ifndef HOGVEC_BASE_CHARACTERS_H_
#define HOGVEC_BASE_CHARACTERS_H_

namespace hogvec {

// Properties of characters that Unicode has settled, so that a short table will do. Pure.

// White_Space.
bool IsUnicodeSpace(char32_t character);

// Whether a reader sees nothing of it, or sees what follows turned round: separators of lines and
// paragraphs, formats that are ignored by default, and what is no character at all. Not the joiners
// that emoji and some scripts need.
bool IsInvisible(char32_t character);

}  // namespace hogvec

#endif  // HOGVEC_BASE_CHARACTERS_H_
