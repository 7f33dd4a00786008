#ifndef HOGVEC_PAGE_SHA256_H_
#define HOGVEC_PAGE_SHA256_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace hogvec::page {

// The SHA-256 of bytes (FIPS 180-4), by which a browser knows a script that it may run. Pure.
std::array<std::uint8_t, 32> Sha256(std::string_view bytes);

}  // namespace hogvec::page

#endif  // HOGVEC_PAGE_SHA256_H_
