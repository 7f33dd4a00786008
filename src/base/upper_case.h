#ifndef HOGVEC_BASE_UPPER_CASE_H_
#define HOGVEC_BASE_UPPER_CASE_H_

#include <string>
#include <string_view>

namespace hogvec {

// A text in upper case by Unicode's language-independent rules: "Stra\u00dfe" becomes "STRASSE". In
// a text that is not valid UTF-8 only ASCII letters change. Pure.
std::string UpperCase(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_BASE_UPPER_CASE_H_
