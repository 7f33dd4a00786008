#ifndef HOGVEC_VECTORS_LENIENT_H_
#define HOGVEC_VECTORS_LENIENT_H_

#include <string_view>

namespace hogvec {

// How errors end that a lenient reading does not make. Every command that reads vectors has the
// option.
inline constexpr std::string_view kPassesOver = "; --lenient passes over such rows";
inline constexpr std::string_view kTakesAll = "; --lenient takes all rows that are there";

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_LENIENT_H_
