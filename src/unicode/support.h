#ifndef HOGVEC_UNICODE_SUPPORT_H_
#define HOGVEC_UNICODE_SUPPORT_H_

#include <string_view>

namespace hogvec {

// All that needs ICU is in this folder, and declared so that it can be done without: a library
// without Unicode support has the functions of absent.cc instead, which do what they can for ASCII.

// Throws Error{kUsage} that says that `what` ("lower case of text that is not ASCII") needs Unicode
// support, if this library has none.
void RequireUnicode(std::string_view what);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_SUPPORT_H_
