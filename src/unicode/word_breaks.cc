#include "unicode/word_breaks.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <limits>

#include "unicode/icu_status.h"

namespace hogvec {
namespace {

std::int32_t Size(std::size_t size) {
  return static_cast<std::int32_t>(
      std::min<std::size_t>(size, std::numeric_limits<std::int32_t>::max()));
}

void ToUtf16(std::string_view text, std::u16string& wide) {
  wide.resize(text.size());  // a code point has no more UTF-16 units than UTF-8 bytes
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(wide.data(), Size(wide.size()), &length, text.data(), Size(text.size()), &status);
  RequireSuccess(status);
  wide.resize(static_cast<std::size_t>(length));
}

void AppendUtf8(std::u16string_view word, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + 3 * word.size());
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(out.data() + before, Size(3 * word.size()), &length, word.data(), Size(word.size()),
              &status);
  RequireSuccess(status);
  out.resize(before + static_cast<std::size_t>(length));
}

UChar32 FirstOf(std::u16string_view piece) {
  UChar32 code = 0;
  std::size_t at = 0;
  U16_NEXT(piece, at, piece.size(), code);
  return code;
}

// Box-drawing characters, and placeholders for missing objects.
bool IsFiller(UChar32 code) {
  return (code >= 0x2500 && code <= 0x259f) || code == 0xfffc || code == 0xfffd;
}

// Emoji, including flags and keycaps, and symbols such as a heart, a musical note or a number sign.
bool IsSymbol(std::u16string_view piece) {
  constexpr char16_t kKeycap = 0x20e3;
  const UChar32 code = FirstOf(piece);
  return u_hasBinaryProperty(code, UCHAR_EMOJI_PRESENTATION) ||
         u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
         (u_charType(code) == U_OTHER_SYMBOL && !IsFiller(code)) ||
         piece.find(kKeycap) != std::u16string_view::npos;
}

}  // namespace

struct WordBreaks::Icu {
  Icu() {
    UErrorCode status = U_ZERO_ERROR;
    breaks = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
    RequireSuccess(status);
  }
  ~Icu() { ubrk_close(breaks); }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;

  UBreakIterator* breaks = nullptr;
  std::u16string wide;
};

WordBreaks::WordBreaks() : icu_(std::make_unique<Icu>()) {}
WordBreaks::~WordBreaks() = default;

std::uint64_t WordBreaks::AppendWords(std::string_view text, std::string& out) {
  ToUtf16(text, icu_->wide);
  const std::u16string_view wide = icu_->wide;
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(icu_->breaks, wide.data(), Size(wide.size()), &status);
  RequireSuccess(status);
  std::uint64_t others = 0;
  std::int32_t begin = ubrk_first(icu_->breaks);
  for (std::int32_t end = 0; (end = ubrk_next(icu_->breaks)) != UBRK_DONE; begin = end) {
    const auto piece =
        wide.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    if (ubrk_getRuleStatus(icu_->breaks) >= UBRK_WORD_NUMBER || IsSymbol(piece)) {
      AppendUtf8(piece, out);
      out += ' ';
    } else if (piece.back() == u'\n') {
      out += '\n';
    } else {
      others += u_isgraph(FirstOf(piece)) ? 1 : 0;
    }
  }
  return others;
}

}  // namespace hogvec
