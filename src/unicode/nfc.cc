#include "unicode/nfc.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include "base/utf8.h"
#include "unicode/icu_status.h"

namespace hogvec {
namespace {

std::string Normalized(const icu::Normalizer2& form, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  while (!text.empty()) {
    const std::size_t valid = Utf8Length(text);
    UErrorCode status = U_ZERO_ERROR;
    form.normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(valid)}, sink, nullptr, status);
    RequireSuccess(status);
    if (valid < text.size()) out += text[valid];
    text.remove_prefix(std::min(text.size(), valid + 1));
  }
  return out;
}

}  // namespace

std::string Composed(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(status);
  RequireSuccess(status);
  return Normalized(*form, text);
}

std::string Decomposed(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFDInstance(status);
  RequireSuccess(status);
  return Normalized(*form, text);
}

}  // namespace hogvec
