#ifndef HOGVEC_UNICODE_ICU_STATUS_H_
#define HOGVEC_UNICODE_ICU_STATUS_H_

#include <unicode/utypes.h>

namespace hogvec {

// Throws Error{kResource} if a call of ICU failed: our calls are always valid, so only lack of
// memory can make them fail. Warnings are not failures.
void RequireSuccess(UErrorCode status);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_ICU_STATUS_H_
