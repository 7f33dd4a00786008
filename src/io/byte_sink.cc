#include "io/byte_sink.h"

#include <algorithm>
#include <string>
#include <utility>

#include "io/atomic_file.h"
#include "io/compression.h"

namespace hogvec {
namespace {

class CompressedFile : public ByteSink {
 public:
  CompressedFile(const std::filesystem::path& path, Compression compression)
      : file_(path), encoder_(MakeEncoder(compression)) {}

  void Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::string_view piece = bytes.substr(0, kPiece - pending_.size());
      pending_ += piece;
      bytes.remove_prefix(piece.size());
      if (pending_.size() == kPiece) Encode(false);
    }
  }

  void Finish() override {
    Encode(true);
    file_.Finish();
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 18;

  void Encode(bool last) {
    std::string out;
    encoder_->Encode(std::exchange(pending_, {}), last, out);
    file_.Write(out);
  }

  AtomicFile file_;
  std::unique_ptr<Encoder> encoder_;
  std::string pending_;
};

}  // namespace

void ByteSink::WriteZeros(std::uint64_t count) {
  static constexpr char kZeros[1 << 12] = {};
  while (count > 0) {
    const std::uint64_t piece = std::min<std::uint64_t>(count, sizeof(kZeros));
    Write({kZeros, static_cast<std::size_t>(piece)});
    count -= piece;
  }
}

std::unique_ptr<ByteSink> CreateFile(const std::filesystem::path& path) {
  const Compression compression = CompressionBySuffix(path);
  if (compression == Compression::kNone) return std::make_unique<AtomicFile>(path);
  return std::make_unique<CompressedFile>(path, compression);
}

void WriteFile(const std::filesystem::path& path, std::string_view content) {
  const auto file = CreateFile(path);
  file->Write(content);
  file->Finish();
}

}  // namespace hogvec
