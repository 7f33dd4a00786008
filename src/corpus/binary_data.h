#ifndef HOGVEC_CORPUS_BINARY_DATA_H_
#define HOGVEC_CORPUS_BINARY_DATA_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

// How many bytes of a file are examined to distinguish text from other data.
inline constexpr std::size_t kBinaryLook = std::size_t{1} << 16;

// Why the first bytes of a file are not text: a known kind of file, or many control characters.
// Empty if they may be text in any encoding that extends ASCII; real text may have a few zero bytes
// and other strays. Pure.
std::string WhyBinary(std::string_view first_bytes);

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_BINARY_DATA_H_
