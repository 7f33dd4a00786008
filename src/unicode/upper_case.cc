#include "unicode/upper_case.h"

#include <unicode/ucasemap.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/ascii.h"
#include "base/utf8.h"
#include "unicode/icu_status.h"

namespace hogvec {
namespace {

using CaseMap = std::unique_ptr<UCaseMap, decltype(&ucasemap_close)>;

CaseMap OpenCaseMap() {
  UErrorCode status = U_ZERO_ERROR;
  CaseMap map(ucasemap_open("", U_FOLD_CASE_DEFAULT, &status), ucasemap_close);
  RequireSuccess(status);
  return map;
}

std::string UnicodeUpperCase(std::string_view text) {
  static const CaseMap map = OpenCaseMap();
  std::string upper(3 * text.size(), '\0');  // no letter grows by a larger factor
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      ucasemap_utf8ToUpper(map.get(), upper.data(), static_cast<std::int32_t>(upper.size()),
                           text.data(), static_cast<std::int32_t>(text.size()), &status);
  RequireSuccess(status);
  upper.resize(static_cast<std::size_t>(length));
  return upper;
}

}  // namespace

std::string UpperCase(std::string_view text) {
  constexpr std::size_t kLongest = std::size_t{1} << 28;  // ICU counts in 31 bits
  if (!IsAscii(text) && text.size() <= kLongest && IsUtf8(text)) return UnicodeUpperCase(text);
  return AsciiUpperCase(text);
}

}  // namespace hogvec
