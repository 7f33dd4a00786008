// The libraries for compression, with one interface.
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>

#include "io/compression.h"

namespace hogvec {
namespace {

constexpr std::size_t kPiece = 1 << 16;

class GzipEncoder : public Encoder {
 public:
  GzipEncoder() {
    constexpr int kGzip = 16, kMemoryLevel = 8;  // zlib's own default
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kMemoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~GzipEncoder() override { deflateEnd(&stream_); }

  void Encode(std::string_view in, bool last, std::string& out) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<unsigned>(in.size());
    do {
      const std::size_t before = out.size();
      out.resize(before + kPiece);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream_.avail_out = kPiece;
      deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      out.resize(before + kPiece - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_ = {};
};

class Bzip2Encoder : public Encoder {
 public:
  Bzip2Encoder() {
    constexpr int kLevel = 9, kQuiet = 0, kDefaultEffort = 0;
    if (BZ2_bzCompressInit(&stream_, kLevel, kQuiet, kDefaultEffort) != BZ_OK) {
      throw std::bad_alloc();
    }
  }
  ~Bzip2Encoder() override { BZ2_bzCompressEnd(&stream_); }

  void Encode(std::string_view in, bool last, std::string& out) override {
    stream_.next_in = const_cast<char*>(in.data());
    stream_.avail_in = static_cast<unsigned>(in.size());
    for (bool more = last || !in.empty(); more;) {
      const std::size_t before = out.size();
      out.resize(before + kPiece);
      stream_.next_out = out.data() + before;
      stream_.avail_out = kPiece;
      const int status = BZ2_bzCompress(&stream_, last ? BZ_FINISH : BZ_RUN);
      out.resize(before + kPiece - stream_.avail_out);
      more = last ? status != BZ_STREAM_END : stream_.avail_in > 0;
    }
  }

 private:
  bz_stream stream_ = {};
};

class XzEncoder : public Encoder {
 public:
  XzEncoder() {
    if (lzma_easy_encoder(&stream_, LZMA_PRESET_DEFAULT, LZMA_CHECK_CRC64) != LZMA_OK) {
      throw std::bad_alloc();
    }
  }
  ~XzEncoder() override { lzma_end(&stream_); }

  void Encode(std::string_view in, bool last, std::string& out) override {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    stream_.avail_in = in.size();
    for (bool more = last || !in.empty(); more;) {
      const std::size_t before = out.size();
      out.resize(before + kPiece);
      stream_.next_out = reinterpret_cast<std::uint8_t*>(out.data() + before);
      stream_.avail_out = kPiece;
      const lzma_ret status = lzma_code(&stream_, last ? LZMA_FINISH : LZMA_RUN);
      if (status != LZMA_OK && status != LZMA_STREAM_END) throw std::bad_alloc();
      out.resize(before + kPiece - stream_.avail_out);
      more = last ? status != LZMA_STREAM_END : stream_.avail_in > 0;
    }
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
};

class ZstdEncoder : public Encoder {
 public:
  ZstdEncoder() {
    if (!context_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  void Encode(std::string_view in, bool last, std::string& out) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    for (std::size_t left = 1; left > 0 && (last || from.pos < from.size);) {
      const std::size_t before = out.size();
      out.resize(before + kPiece);
      ZSTD_outBuffer to{out.data() + before, kPiece, 0};
      left = ZSTD_compressStream2(context_.get(), &to, &from, last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError(left) != 0) throw std::runtime_error(ZSTD_getErrorName(left));
      out.resize(before + to.pos);
    }
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> context_{ZSTD_createCCtx()};
};

}  // namespace

std::unique_ptr<Encoder> MakeEncoder(Compression compression) {
  switch (compression) {
    case Compression::kGzip:
      return std::make_unique<GzipEncoder>();
    case Compression::kBzip2:
      return std::make_unique<Bzip2Encoder>();
    case Compression::kXz:
      return std::make_unique<XzEncoder>();
    case Compression::kZstd:
      return std::make_unique<ZstdEncoder>();
    case Compression::kNone:
      break;
  }
  throw std::logic_error("nothing to encode");
}

}  // namespace hogvec
