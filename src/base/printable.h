#ifndef HOGVEC_BASE_PRINTABLE_H_
#define HOGVEC_BASE_PRINTABLE_H_

#include <string>
#include <string_view>

namespace hogvec {

// A word as a terminal may safely show it: control characters, with which a file could move the
// cursor or worse, those that turn the direction of writing, and bytes that are no UTF-8 as \xNN.
// Pure.
std::string Printable(std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_BASE_PRINTABLE_H_
