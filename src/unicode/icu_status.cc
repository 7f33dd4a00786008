#include "unicode/icu_status.h"

#include <fmt/format.h>

#include "hogvec/error.h"

namespace hogvec {

void RequireSuccess(UErrorCode status) {
  if (U_SUCCESS(status)) return;
  throw Error(ErrorKind::kResource, fmt::format("ICU failed: {}", u_errorName(status)));
}

}  // namespace hogvec
