#ifndef HOGVEC_UNICODE_NFC_H_
#define HOGVEC_UNICODE_NFC_H_

#include <string>
#include <string_view>

namespace hogvec {

// Text in which letters and their marks are one character where Unicode has it (NFC), and in which
// they are parted (NFD): "e" and U+0301 for U+00E9. Both look the same. Bytes that are no UTF-8
// stay as they are; without Unicode support all of the text does. For text below 2 GiB. Throw
// Error{kResource} if memory runs out.
std::string Composed(std::string_view text);
std::string Decomposed(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_NFC_H_
