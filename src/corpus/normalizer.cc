#include "corpus/normalizer.h"

#include <fmt/format.h>
#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <utility>

#include "base/utf8.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

constexpr std::array<std::string_view, 10> kDigitWords = {" zero ",  " one ",  " two ", " three ",
                                                          " four ",  " five ", " six ", " seven ",
                                                          " eight ", " nine "};
constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
}
char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool IsLetterOrDigit(char c) {
  return (AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z') || IsDigit(c);
}

// The library is asked for nothing that it may refuse, so this is a matter of memory.
void Check(UErrorCode status) {
  if (U_SUCCESS(status)) return;
  throw Error(ErrorKind::kResource, fmt::format("ICU fails: {}", u_errorName(status)));
}

// How many bytes at the start of a text are UTF-8.
std::size_t ValidLength(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = CodePointLength(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

void AppendSpelled(std::string_view text, TextRules::Digits digits, std::string& out) {
  for (const char c : text) {
    if (!IsDigit(c)) {
      out += c;
    } else if (digits == TextRules::Digits::kZero) {
      out += '0';
    } else {
      out += kDigitWords[static_cast<std::size_t>(c - '0')];
    }
  }
}

}  // namespace

// Memory and tables for what goes through the library.
struct Normalizer::Icu {
  Icu() {
    UErrorCode status = U_ZERO_ERROR;
    case_map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &status);
    Check(status);
  }
  ~Icu() {
    ucasemap_close(case_map);
    if (words != nullptr) ubrk_close(words);
  }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;

  void AppendLower(std::string_view text, std::string& out) {
    const std::size_t before = out.size();
    for (std::size_t room = text.size() + 16;; room *= 3) {  // no letter grows threefold
      out.resize(before + room);
      UErrorCode status = U_ZERO_ERROR;
      const auto length = ucasemap_utf8ToLower(case_map, out.data() + before, Size(room),
                                               text.data(), Size(text.size()), &status);
      out.resize(before + static_cast<std::size_t>(std::max(length, 0)));
      if (status == U_BUFFER_OVERFLOW_ERROR) continue;
      if (status != U_STRING_NOT_TERMINATED_WARNING) Check(status);
      return;
    }
  }

  // The words of `text` by UAX 29, each with a space behind it, and its line ends.
  void AppendWords(std::string_view text, std::string& out) {
    ToUtf16(text);
    UErrorCode status = U_ZERO_ERROR;
    if (words == nullptr) words = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
    Check(status);
    ubrk_setText(words, wide.data(), Size(wide.size()), &status);
    Check(status);
    std::int32_t begin = ubrk_first(words);
    for (std::int32_t end = ubrk_next(words); end != UBRK_DONE; end = ubrk_next(words)) {
      if (ubrk_getRuleStatus(words) >= UBRK_WORD_NUMBER) {
        AppendUtf8({wide.data() + begin, static_cast<std::size_t>(end - begin)}, out);
        out += ' ';
      } else if (wide[static_cast<std::size_t>(end) - 1] == u'\n') {
        out += '\n';
      }
      begin = end;
    }
  }

  static std::int32_t Size(std::size_t size) {
    return static_cast<std::int32_t>(
        std::min<std::size_t>(size, std::numeric_limits<std::int32_t>::max()));
  }

  void ToUtf16(std::string_view text) {
    wide.resize(text.size());  // a code point has no more units than bytes
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide.data(), Size(wide.size()), &length, text.data(), Size(text.size()), &status);
    if (status != U_STRING_NOT_TERMINATED_WARNING) Check(status);
    wide.resize(static_cast<std::size_t>(length));
  }

  static void AppendUtf8(std::u16string_view word, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + 3 * word.size());
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(out.data() + before, Size(3 * word.size()), &length, word.data(), Size(word.size()),
                &status);
    if (status != U_STRING_NOT_TERMINATED_WARNING) Check(status);
    out.resize(before + static_cast<std::size_t>(length));
  }

  UCaseMap* case_map = nullptr;
  UBreakIterator* words = nullptr;
  std::u16string wide;
  std::string lower;
};

Normalizer::Normalizer(const TextRules& rules)
    : rules_(rules),
      changes_(rules.lowercase || rules.split != TextRules::Split::kWhitespace ||
               rules.digits != TextRules::Digits::kKeep) {
  if (changes_) icu_ = std::make_unique<Icu>();
}

Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;

std::string_view Normalizer::Apply(const TextBlock& block) {
  std::string_view text = block.text;
  if (rules_.invalid_utf8 != TextRules::InvalidUtf8::kKeep && !IsUtf8(text)) {
    MendUtf8(block);
    text = mended_;
  }
  text = WithoutMarks(text, block.starts_line);
  if (!changes_) return text;
  out_.clear();
  while (!text.empty()) {
    const std::size_t valid = ValidLength(text);
    AppendChanged(text.substr(0, valid));
    if (valid < text.size()) out_ += text[valid];
    text.remove_prefix(std::min(text.size(), valid + 1));
  }
  if (rules_.split == TextRules::Split::kAscii) {
    std::ranges::replace_if(
        out_, [](char c) { return !IsLetterOrDigit(c) && c != '\n'; }, ' ');
  }
  return out_;
}

void Normalizer::MendUtf8(const TextBlock& block) {
  mended_.clear();
  const std::string_view text = block.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t valid = ValidLength(text.substr(at));
    mended_ += text.substr(at, valid);
    at += valid;
    if (at == text.size()) return;
    if (rules_.invalid_utf8 == TextRules::InvalidUtf8::kError) {
      throw Error(ErrorKind::kMalformed,
                  fmt::format("{}: byte {}: expected UTF-8, found the byte {:#04x}; --invalid-utf8 "
                              "keep, replace or drop reads on",
                              block.file, block.offset + at, static_cast<unsigned char>(text[at])));
    }
    if (rules_.invalid_utf8 == TextRules::InvalidUtf8::kReplace) mended_ += kReplacement;
  }
}

// Looking for a mark is looking for its first byte, which takes next to no time.
std::string_view Normalizer::WithoutMarks(std::string_view text, bool starts_line) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t line_start = starts_line ? 0 : kNone;  // which may also be behind a mark
  std::size_t done = 0;
  unmarked_.clear();
  for (std::size_t at = text.find(kByteOrderMark); at != kNone;
       at = text.find(kByteOrderMark, at + kByteOrderMark.size())) {
    if (at != line_start && (at == 0 || text[at - 1] != '\n')) continue;
    unmarked_ += text.substr(done, at - done);
    done = line_start = at + kByteOrderMark.size();
    ++passed_over_.byte_order_marks;
  }
  if (done == 0) return text;
  return unmarked_ += text.substr(done);
}

// Digits come first, so that "3pm" falls apart like any two words.
void Normalizer::AppendChanged(std::string_view valid) {
  if (rules_.digits != TextRules::Digits::kKeep) {
    spelled_.clear();
    AppendSpelled(valid, rules_.digits, spelled_);
    valid = spelled_;
  }
  if (rules_.lowercase) {
    icu_->lower.clear();
    if (IsAscii(valid)) {
      std::ranges::transform(valid, std::back_inserter(icu_->lower), AsciiLower);
    } else {
      icu_->AppendLower(valid, icu_->lower);
    }
    valid = icu_->lower;
  }
  if (rules_.split == TextRules::Split::kUnicode) return icu_->AppendWords(valid, out_);
  out_ += valid;
}

}  // namespace hogvec
