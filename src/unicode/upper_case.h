#ifndef HOGVEC_UNICODE_UPPER_CASE_H_
#define HOGVEC_UNICODE_UPPER_CASE_H_

#include <string>
#include <string_view>

namespace hogvec {

// A text in upper case by Unicode's language-independent rules: "Stra\u00dfe" becomes "STRASSE". In
// a text that is not valid UTF-8 only ASCII letters change. Without Unicode support throws
// Error{kUsage} for what is not ASCII. Pure.
std::string UpperCase(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_UPPER_CASE_H_
