#include "serve/token.h"

#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "hogvec/error.h"

namespace hogvec::serve {

std::string NewToken() {
  std::array<unsigned char, kTokenDigits / 2> bits{};
  if (::getentropy(bits.data(), bits.size()) != 0) {
    throw Error(ErrorKind::kResource, "no random numbers for a token from the system: " +
                                          std::generic_category().message(errno));
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string token;
  for (const unsigned char byte : bits) {
    token += kDigits[byte >> 4];
    token += kDigits[byte & 15];
  }
  return token;
}

bool SameSecret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  // Volatile, so that the loop is not left early however it is compiled.
  volatile unsigned char differences = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differences = static_cast<unsigned char>(differences | (a[i] ^ b[i]));
  }
  return differences == 0;
}

}  // namespace hogvec::serve
