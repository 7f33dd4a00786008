#ifndef HOGVEC_BASE_QUOTED_H_
#define HOGVEC_BASE_QUOTED_H_

#include <string>
#include <string_view>

namespace hogvec {

// Bytes of a file as an error message shows them: in single quotes, control characters as \xNN, cut
// short where they are long. So a message stays one line whatever the file holds. Pure.
std::string Quoted(std::string_view bytes);

}  // namespace hogvec

#endif  // HOGVEC_BASE_QUOTED_H_
