// The libraries for decompression, with one interface.
#include <bzlib.h>
#include <fmt/format.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>

#include "io/compression.h"

namespace hogvec {
namespace {

// These libraries count in unsigned ints.
unsigned Clipped(std::size_t size) {
  return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
}

// They take mutable pointers to data that they only read.
template <typename Byte>
Byte* Mutable(std::string_view bytes) {
  return reinterpret_cast<Byte*>(const_cast<char*>(bytes.data()));
}

class GzipDecoder : public Decoder {
 public:
  GzipDecoder() {
    constexpr int kGzipOnly = 16;  // added to the window's size: expect gzip's frame
    if (inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~GzipDecoder() override { inflateEnd(&stream_); }

  void Begin() override { inflateReset(&stream_); }

  Step Decode(std::string_view in, std::span<char> out) override {
    const unsigned given = Clipped(in.size()), room = Clipped(out.size());
    stream_.next_in = Mutable<Bytef>(in);
    stream_.avail_in = given;
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = room;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      throw std::runtime_error(stream_.msg != nullptr ? stream_.msg : "needs a dictionary");
    }
    return {given - stream_.avail_in, room - stream_.avail_out, result == Z_STREAM_END};
  }

 private:
  z_stream stream_ = {};
};

class Bzip2Decoder : public Decoder {
 public:
  Bzip2Decoder() { Init(); }
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&stream_); }

  void Begin() override {
    BZ2_bzDecompressEnd(&stream_);
    Init();
  }

  Step Decode(std::string_view in, std::span<char> out) override {
    const unsigned given = Clipped(in.size()), room = Clipped(out.size());
    stream_.next_in = Mutable<char>(in);
    stream_.avail_in = given;
    stream_.next_out = out.data();
    stream_.avail_out = room;
    const int result = BZ2_bzDecompress(&stream_);
    if (result == BZ_MEM_ERROR) throw std::bad_alloc();
    if (result != BZ_OK && result != BZ_STREAM_END) throw std::runtime_error("incorrect data");
    return {given - stream_.avail_in, room - stream_.avail_out, result == BZ_STREAM_END};
  }

 private:
  void Init() {
    stream_ = {};
    if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) throw std::bad_alloc();
  }

  bz_stream stream_ = {};
};

class XzDecoder : public Decoder {
 public:
  XzDecoder() { Begin(); }
  ~XzDecoder() override { lzma_end(&stream_); }

  void Begin() override {
    constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;  // xz -9 needs 65 MB
    if (lzma_stream_decoder(&stream_, kMostMemory, 0) != LZMA_OK) throw std::bad_alloc();
  }

  Step Decode(std::string_view in, std::span<char> out) override {
    stream_.next_in = Mutable<std::uint8_t>(in);
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    stream_.avail_out = out.size();
    const lzma_ret result = lzma_code(&stream_, LZMA_RUN);
    if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
    if (result == LZMA_MEMLIMIT_ERROR) throw std::runtime_error("needs more than 1 GB of memory");
    if (result != LZMA_OK && result != LZMA_STREAM_END && result != LZMA_BUF_ERROR) {
      throw std::runtime_error(result == LZMA_OPTIONS_ERROR ? "unknown options" : "incorrect data");
    }
    return {in.size() - stream_.avail_in, out.size() - stream_.avail_out,
            result == LZMA_STREAM_END};
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
};

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() {
    if (!context_) throw std::bad_alloc();
  }

  void Begin() override { ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only); }

  Step Decode(std::string_view in, std::span<char> out) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const std::size_t left = ZSTD_decompressStream(context_.get(), &to, &from);
    if (ZSTD_isError(left) != 0) throw std::runtime_error(WhatIsWrong(left));
    return {from.pos, to.pos, left == 0};
  }

 private:
  // A frame's window is memory that is allocated before any of its data is verified, so the
  // library's own limit applies, as it does in the zstd program.
  static const char* WhatIsWrong(std::size_t result) {
    return ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge
               ? "it needs a window of more than 128 MB, as made by 'zstd --long'; pipe in the "
                 "output of 'zstd -dc --long=31'"
               : ZSTD_getErrorName(result);
  }

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
};

}  // namespace

std::unique_ptr<Decoder> MakeDecoder(Compression compression) {
  switch (compression) {
    case Compression::kGzip:
      return std::make_unique<GzipDecoder>();
    case Compression::kBzip2:
      return std::make_unique<Bzip2Decoder>();
    case Compression::kXz:
      return std::make_unique<XzDecoder>();
    case Compression::kZstd:
      return std::make_unique<ZstdDecoder>();
    case Compression::kNone:
      break;
  }
  throw std::logic_error("nothing to decode");
}

}  // namespace hogvec
