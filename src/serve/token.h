#ifndef HOGVEC_SERVE_TOKEN_H_
#define HOGVEC_SERVE_TOKEN_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec::serve {

inline constexpr std::size_t kTokenDigits = 32;  // of 4 bits: 128

// Random digits that nobody can guess, in lower-case hexadecimal, from the system's own source.
// Throws Error{kResource} if that has none.
std::string NewToken();

// Whether two texts are equal, in a time that depends on their lengths alone: how long a wrong
// guess takes says nothing about how much of it was right. Pure.
bool SameSecret(std::string_view a, std::string_view b);

}  // namespace hogvec::serve

#endif  // HOGVEC_SERVE_TOKEN_H_
