#include "unicode/lower_case.h"

#include <unicode/ucasemap.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/ascii.h"
#include "base/utf8.h"
#include "unicode/icu_status.h"

namespace hogvec {
namespace {

std::int32_t Size(std::size_t size) {
  return static_cast<std::int32_t>(
      std::min<std::size_t>(size, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

struct LowerCase::Icu {
  Icu() {
    UErrorCode status = U_ZERO_ERROR;
    map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &status);
    RequireSuccess(status);
  }
  ~Icu() { ucasemap_close(map); }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;

  UCaseMap* map = nullptr;
};

LowerCase::LowerCase() : icu_(std::make_unique<Icu>()) {}
LowerCase::~LowerCase() = default;
LowerCase::LowerCase(LowerCase&&) noexcept = default;

void LowerCase::Append(std::string_view text, std::string& out) {
  if (IsAscii(text)) return AppendAsciiLower(text, out);
  const std::size_t before = out.size();
  for (std::size_t room = text.size() + 16;; room *= 3) {  // no letter grows threefold
    out.resize(before + room);
    UErrorCode status = U_ZERO_ERROR;
    const auto length = ucasemap_utf8ToLower(icu_->map, out.data() + before, Size(room),
                                             text.data(), Size(text.size()), &status);
    out.resize(before + static_cast<std::size_t>(std::max(length, 0)));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    RequireSuccess(status);
    return;
  }
}

}  // namespace hogvec
