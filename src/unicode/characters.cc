#include "unicode/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace hogvec {
namespace {

UChar32 ToIcu(char32_t character) { return static_cast<UChar32>(character); }

// Vowels and finals of Hangul combine with the letter before them, though they are no marks.
bool IsJoinedHangul(char32_t character) { return character >= 0x1160 && character <= 0x11ff; }

}  // namespace

bool HasDictionary(char32_t character) {
  constexpr std::array kScripts = {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_THAI,
                                   USCRIPT_LAO, USCRIPT_KHMER,    USCRIPT_MYANMAR};
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(ToIcu(character), &status);
  return std::ranges::find(kScripts, script) != kScripts.end();
}

bool IsMark(char32_t character) { return (U_GET_GC_MASK(ToIcu(character)) & U_GC_M_MASK) != 0; }

std::size_t WidthOf(char32_t character) {
  if (character < 0x300) return 1;
  const auto type = u_charType(ToIcu(character));
  const bool is_mark =
      type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
  if (is_mark || IsJoinedHangul(character)) return 0;
  const int width = u_getIntPropertyValue(ToIcu(character), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsRightToLeft(char32_t character) {
  const auto direction = u_charDirection(ToIcu(character));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

}  // namespace hogvec
