#ifndef HOGVEC_IO_COMPRESSION_H_
#define HOGVEC_IO_COMPRESSION_H_

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace hogvec {

enum class Compression { kNone, kGzip, kBzip2, kXz, kZstd };

// "gzip", "bzip2", "xz", "zstd"; "none".
std::string_view NameOf(Compression compression);

// The compression by a file's first bytes (at least ten, if it has that many), never by its name. A
// file that ends within a magic number counts as a file of that kind.
Compression CompressionOf(std::string_view first_bytes);

// The compression to write a file with, by its suffix: .gz, .bz2, .xz or .zst; otherwise kNone.
Compression CompressionBySuffix(const std::filesystem::path& path);

// Decompresses piece by piece, by the system's library for the format. For one thread at a time.
class Decoder {
 public:
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool member_ended = false;
  };

  virtual ~Decoder() = default;

  // Consumes some of `in` and produces some of `out`. After member_ended, call Begin() before the
  // next call. Throws std::runtime_error with the library's message for damaged data.
  virtual Step Decode(std::string_view in, std::span<char> out) = 0;

  // Prepares for the next member of a file with several concatenated members.
  virtual void Begin() = 0;
};

// `compression` must not be kNone. Throws std::bad_alloc.
std::unique_ptr<Decoder> MakeDecoder(Compression compression);

// Compresses with the format's default level. For one thread at a time.
class Encoder {
 public:
  virtual ~Encoder() = default;

  // Consumes all of `in`, at most 2 GB, and appends the output to `out`; with `last`, ends the
  // stream as well.
  virtual void Encode(std::string_view in, bool last, std::string& out) = 0;
};

// `compression` must not be kNone. Throws std::bad_alloc.
std::unique_ptr<Encoder> MakeEncoder(Compression compression);

}  // namespace hogvec

#endif  // HOGVEC_IO_COMPRESSION_H_
