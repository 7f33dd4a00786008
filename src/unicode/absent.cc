// What a library without Unicode support does in place of all else in this folder.
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "hogvec/error.h"
#include "unicode/characters.h"
#include "unicode/lower_case.h"
#include "unicode/nfc.h"
#include "unicode/support.h"
#include "unicode/upper_case.h"
#include "unicode/word_breaks.h"

namespace hogvec {

void RequireUnicode(std::string_view what) {
  throw Error(ErrorKind::kUsage,
              fmt::format("{} needs Unicode support (ICU), which this library was built without: "
                          "use hogvec::hogvec, not hogvec::core, and HOGVEC_WITH_UNICODE=ON",
                          what));
}

std::string Composed(std::string_view text) { return std::string(text); }
std::string Decomposed(std::string_view text) { return std::string(text); }

std::string UpperCase(std::string_view text) {
  if (!IsAscii(text)) RequireUnicode("comparing words that are not ASCII without case");
  return AsciiUpperCase(text);
}

struct LowerCase::Icu {};
LowerCase::LowerCase() = default;
LowerCase::~LowerCase() = default;
LowerCase::LowerCase(LowerCase&&) noexcept = default;

void LowerCase::Append(std::string_view text, std::string& out) {
  if (!IsAscii(text)) RequireUnicode("lower case of text that is not ASCII");
  AppendAsciiLower(text, out);
}

struct WordBreaks::Icu {};
WordBreaks::WordBreaks() { RequireUnicode("splitting text at Unicode's word boundaries"); }
WordBreaks::~WordBreaks() = default;
std::uint64_t WordBreaks::AppendWords(std::string_view, std::string&) { return 0; }

bool HasDictionary(char32_t character) {
  if (character >= 0x80) RequireUnicode("writing a tokenizer for words that are not ASCII");
  return false;
}

bool IsMark(char32_t) { return false; }
std::size_t WidthOf(char32_t) { return 1; }
bool IsRightToLeft(char32_t) { return false; }

}  // namespace hogvec
