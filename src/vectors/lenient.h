#ifndef HOGVEC_VECTORS_LENIENT_H_
#define HOGVEC_VECTORS_LENIENT_H_

#include <string_view>

namespace hogvec {

// How errors end that a lenient reading would not throw. The programs have an option of that name.
inline constexpr std::string_view kPassesOver = "; the option 'lenient' skips such rows";
inline constexpr std::string_view kTakesAll =
    "; the option 'lenient' reads all rows that are there";

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_LENIENT_H_
