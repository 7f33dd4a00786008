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

// What the first bytes of a file show it to be (at least ten, if it has so many): its magic number,
// never its name. A file that ends within such a number is what it would have become.
Compression CompressionOf(std::string_view first_bytes);

// What a file of this name shall be written as, by .gz, .bz2, .xz or .zst; else kNone.
Compression CompressionBySuffix(const std::filesystem::path& path);

// Undoes a compression piece by piece, over the system's library for it. For one thread at a time.
class Decoder {
 public:
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool member_ended = false;
  };

  virtual ~Decoder() = default;

  // Takes some of `in` and gives some of `out`. After member_ended, Begin() comes before the next
  // call. Throws std::runtime_error with what the library says of damaged data.
  virtual Step Decode(std::string_view in, std::span<char> out) = 0;

  // Gets ready for the next member of a file that has several, one behind the other.
  virtual void Begin() = 0;
};

// `compression` must not be kNone. Throws std::bad_alloc.
std::unique_ptr<Decoder> MakeDecoder(Compression compression);

// Compresses to the format's default level. For one thread at a time.
class Encoder {
 public:
  virtual ~Encoder() = default;

  // Takes all of `in`, at most 2 GB, and appends what comes of it to `out`; with `last`, the end as
  // well.
  virtual void Encode(std::string_view in, bool last, std::string& out) = 0;
};

// `compression` must not be kNone. Throws std::bad_alloc.
std::unique_ptr<Encoder> MakeEncoder(Compression compression);

}  // namespace hogvec

#endif  // HOGVEC_IO_COMPRESSION_H_
