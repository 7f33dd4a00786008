#ifndef HOGVEC_UNICODE_ICU_STATUS_H_
#define HOGVEC_UNICODE_ICU_STATUS_H_

#include <unicode/utypes.h>

namespace hogvec {

// Throws Error{kResource} if a call of ICU failed: it is asked for nothing that it may refuse, so
// that is a matter of memory. Warnings are no failures.
void RequireSuccess(UErrorCode status);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_ICU_STATUS_H_
