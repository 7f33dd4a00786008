#ifndef HOGVEC_SUPPORT_COMPRESS_H_
#define HOGVEC_SUPPORT_COMPRESS_H_

#include <bzlib.h>
#include <lzma.h>

#include <string>
#include <string_view>

#include "io/compression.h"

namespace hogvec::testing {

inline constexpr Compression kCompressions[] = {Compression::kGzip, Compression::kBzip2,
                                                Compression::kXz, Compression::kZstd};

inline std::string Bzip2(std::string_view text) {
  std::string out(text.size() * 2 + 1000, '\0');
  auto size = static_cast<unsigned>(out.size());
  std::string copy(text);
  BZ2_bzBuffToBuffCompress(out.data(), &size, copy.data(), static_cast<unsigned>(copy.size()), 9, 0,
                           0);
  out.resize(size);
  return out;
}

inline std::string Xz(std::string_view text) {
  std::string out(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr,
                          reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                          reinterpret_cast<std::uint8_t*>(out.data()), &size, out.size());
  out.resize(size);
  return out;
}

// A text as one member of a compressed file.
inline std::string Compressed(Compression compression, std::string_view text) {
  if (compression == Compression::kBzip2) return Bzip2(text);
  if (compression == Compression::kXz) return Xz(text);
  std::string out;
  MakeEncoder(compression)->Encode(text, true, out);
  return out;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_COMPRESS_H_
