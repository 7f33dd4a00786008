#ifndef HOGVEC_UNICODE_NFC_H_
#define HOGVEC_UNICODE_NFC_H_

#include <string>
#include <string_view>

namespace hogvec {

// Unicode's normalization forms: letters and their marks composed into one character where there
// is one (NFC), or decomposed (NFD): "e" and U+0301 for U+00E9. Both look the same. Invalid UTF-8
// is kept unchanged; without Unicode support all text is. For text below 2 GiB. Throw
// Error{kResource} if memory runs out.
std::string Composed(std::string_view text);
std::string Decomposed(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_NFC_H_
