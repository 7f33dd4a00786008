#ifndef HOGVEC_FUZZ_SEALED_H_
#define HOGVEC_FUZZ_SEALED_H_

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace hogvec::fuzzing {

// The bytes of a tensor file (base/tensor_file.h) with a right checksum at their end, so that what
// lies beyond it is met too.
inline std::string WithChecksum(std::string_view bytes) {
  std::string sealed(bytes);
  if (sealed.size() < 8) return sealed;
  const std::uint64_t checksum = XXH3_64bits(sealed.data(), sealed.size() - 8);
  std::memcpy(sealed.data() + sealed.size() - 8, &checksum, 8);
  return sealed;
}

}  // namespace hogvec::fuzzing

#endif  // HOGVEC_FUZZ_SEALED_H_
