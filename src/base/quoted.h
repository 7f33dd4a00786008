#ifndef HOGVEC_BASE_QUOTED_H_
#define HOGVEC_BASE_QUOTED_H_

#include <string>
#include <string_view>

namespace hogvec {

// Bytes of a file for an error message: in single quotes, control characters as \xNN, truncated if
// long. So a message stays one line whatever the file contains. Pure.
std::string Quoted(std::string_view bytes);

}  // namespace hogvec

#endif  // HOGVEC_BASE_QUOTED_H_
