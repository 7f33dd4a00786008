// The libraries that compress, each in the same shape.
#include <zlib.h>
#include <zstd.h>

#include <new>
#include <stdexcept>
#include <string>

#include "base/compression.h"

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
  if (compression == Compression::kGzip) return std::make_unique<GzipEncoder>();
  if (compression == Compression::kZstd) return std::make_unique<ZstdEncoder>();
  throw std::logic_error("nothing to encode");
}

}  // namespace hogvec
