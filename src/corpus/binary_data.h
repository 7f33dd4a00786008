#ifndef HOGVEC_CORPUS_BINARY_DATA_H_
#define HOGVEC_CORPUS_BINARY_DATA_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

// How much of a file is looked at to tell text from other data, in bytes.
inline constexpr std::size_t kBinaryLook = std::size_t{1} << 16;

// Why the first bytes of a file are no text: a file of a known kind, or many control characters
// among them. Empty if they may be text in any encoding that keeps ASCII; a few zero bytes and
// other strays are found in real text. Pure.
std::string WhyBinary(std::string_view first_bytes);

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_BINARY_DATA_H_
