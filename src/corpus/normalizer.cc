#include "corpus/normalizer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "corpus/tokenizer.h"
#include "hogvec/error.h"
#include "unicode/nfc.h"
#include "unicode/support.h"

namespace hogvec {
namespace {

constexpr std::array<std::string_view, 10> kDigitWords = {" zero ",  " one ",  " two ", " three ",
                                                          " four ",  " five ", " six ", " seven ",
                                                          " eight ", " nine "};
constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetterOrDigit(char c) {
  return (AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z') || IsDigit(c);
}

// Valid UTF-8 at the start of a text, as much as ICU takes at once; if that is not all, up to a
// space.
std::size_t PieceLength(std::string_view text) {
  constexpr std::size_t kMost = std::size_t{256} << 20;  // longer than any word
  const std::size_t valid = Utf8Length(text.substr(0, kMost));
  if (valid == text.size() || valid + 4 < kMost) return valid;
  const std::size_t blank = text.substr(0, valid).find_last_of(kWhiteSpace);
  return blank == std::string_view::npos ? valid : blank + 1;
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

Normalizer::Normalizer(const TextRules& rules)
    : rules_(rules),
      changes_ascii_(rules.lowercase || rules.split != TextRules::Split::kWhitespace ||
                     rules.digits != TextRules::Digits::kKeep) {
  if (rules.lowercase) lower_case_ = std::make_unique<LowerCase>();
  if (rules.split == TextRules::Split::kUnicode) breaks_ = std::make_unique<WordBreaks>();
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
  if (!changes_ascii_ && (!rules_.nfc || IsAscii(text))) return text;
  out_.clear();
  while (!text.empty()) {
    const std::size_t valid = PieceLength(text);
    AppendChanged(text.substr(0, valid));
    text.remove_prefix(valid);
    if (valid > 0) continue;
    out_ += text[0];
    text.remove_prefix(1);
  }
  if (rules_.split == TextRules::Split::kAscii) BlankOthers();
  return out_;
}

void Normalizer::MendUtf8(const TextBlock& block) {
  mended_.clear();
  const std::string_view text = block.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t valid = Utf8Length(text.substr(at));
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

// Searches for a mark by its first byte, which costs almost no time.
std::string_view Normalizer::WithoutMarks(std::string_view text, bool starts_line) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t line_start = starts_line ? 0 : kNone;  // may also be after a mark
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

// Digits come first, so that "3pm" is split like any two words. Composition comes after lower case,
// which may produce new combining marks.
void Normalizer::AppendChanged(std::string_view valid) {
  if (rules_.digits != TextRules::Digits::kKeep) {
    spelled_.clear();
    AppendSpelled(valid, rules_.digits, spelled_);
    valid = spelled_;
  }
  if (rules_.lowercase) {
    lower_.clear();
    lower_case_->Append(valid, lower_);
    valid = lower_;
  }
  if (rules_.nfc && !IsAscii(valid)) {
    RequireUnicode("composing letters (NFC) of text that is not ASCII");
    composed_ = Composed(valid);
    valid = composed_;
  }
  if (breaks_) {
    passed_over_.signs += breaks_->AppendWords(valid, out_);
  } else {
    out_ += valid;
  }
}

// Replaces every byte that is neither an ASCII letter nor a digit by a space.
void Normalizer::BlankOthers() {
  for (char& c : out_) {
    if (IsLetterOrDigit(c) || c == '\n') continue;
    const bool goes_on = (static_cast<unsigned char>(c) & 0xc0) == 0x80;  // a character of UTF-8
    passed_over_.signs += IsWhiteSpace(c) || goes_on ? 0 : 1;
    c = ' ';
  }
}

}  // namespace hogvec
