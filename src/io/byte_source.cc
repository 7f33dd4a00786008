#include "io/byte_source.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "io/compression.h"
#include "io/file.h"
#include "io/read_ahead.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// A file as it is, after its first bytes have been examined.
class FileSource : public ByteSource {
 public:
  explicit FileSource(File file)
      : file_(std::move(file)),
        regular_(file_.IsRegular()),
        start_(regular_ ? file_.Position() : 0),
        size_(SizeNow()),
        modified_(file_.ModifiedAt()) {
    constexpr std::size_t kFirstLook = 16;
    first_.resize(kFirstLook);
    first_.resize(file_.Read(first_));
  }

  std::string_view first_bytes() const { return first_; }
  bool regular() const { return regular_; }
  const fs::path& path() const { return file_.path(); }

  std::size_t Read(std::span<char> out) override {
    const std::size_t looked_at = first_.copy(out.data(), out.size(), first_at_);
    first_at_ += looked_at;
    const std::size_t got = looked_at + file_.Read(out.subspan(looked_at));
    read_ += got;
    if (got < out.size() && regular_) CheckUnchanged();
    return got;
  }

  std::uint64_t file_bytes() const override { return read_; }

  std::optional<std::uint64_t> size() const override {
    return regular_ ? std::optional(size_) : std::nullopt;
  }

 private:
  // A mixture of two versions of a text must not pass for a text. Files of /proc report size 0.
  void CheckUnchanged() const {
    if (size_ == 0 && SizeNow() == 0) return;
    if (read_ == size_ && SizeNow() == size_ && file_.ModifiedAt() == modified_) return;
    throw Error(ErrorKind::kIo,
                fmt::format("{}: changed while it was read: it had {} bytes, now {}, and ended at "
                            "byte {}; copy what is still being written",
                            path().string(), size_, SizeNow(), read_));
  }

  std::uint64_t SizeNow() const { return file_.Size() - std::min(file_.Size(), start_); }

  File file_;
  const bool regular_;
  const std::uint64_t start_;  // the initial position, for standard input
  const std::uint64_t size_;   // from there
  const std::int64_t modified_;
  std::string first_;
  std::size_t first_at_ = 0;  // how much of it has been returned
  std::uint64_t read_ = 0;
};

// The members of a compressed file, concatenated.
class DecompressedSource : public ByteSource {
 public:
  explicit DecompressedSource(std::unique_ptr<FileSource> file)
      : file_(std::move(file)),
        compression_(CompressionOf(file_->first_bytes())),
        decoder_(MakeDecoder(compression_)) {}

  std::size_t Read(std::span<char> out) override {
    std::size_t done = 0;
    while (done < out.size() && (in_member_ || NextMember())) {
      if (Input().empty()) Refill();
      const bool at_end = Input().empty();
      const Decoder::Step step = Decode(out.subspan(done));
      at_ += step.consumed;
      done += step.produced;
      in_member_ = !step.member_ended;
      if (at_end && in_member_ && step.produced == 0) throw Damaged("it is cut short");
    }
    return done;
  }

  std::uint64_t file_bytes() const override { return file_->file_bytes() - Input().size(); }

 private:
  std::string_view Input() const { return std::string_view(input_).substr(at_); }

  void Refill() {
    constexpr std::size_t kPiece = 1 << 17;
    input_.resize(kPiece);
    input_.resize(file_->Read(input_));
    at_ = 0;
  }

  // A member may be followed by zero bytes, as padding for tapes. False at the end.
  bool NextMember() {
    while (Input().find_first_not_of('\0') == std::string_view::npos) {
      Refill();
      if (Input().empty()) return false;
    }
    at_ += Input().find_first_not_of('\0');
    in_member_ = true;
    decoder_->Begin();
    return true;
  }

  Decoder::Step Decode(std::span<char> out) {
    try {
      return decoder_->Decode(Input(), out);
    } catch (const std::runtime_error& error) {
      throw Damaged(error.what());
    }
  }

  Error Damaged(std::string_view why) const {
    return {ErrorKind::kMalformed,
            fmt::format("{}: byte {}: this {} file is damaged: {}", file_->path().string(),
                        file_bytes(), NameOf(compression_), why)};
  }

  const std::unique_ptr<FileSource> file_;
  const Compression compression_;
  const std::unique_ptr<Decoder> decoder_;
  std::string input_;   // compressed
  std::size_t at_ = 0;  // how much of it has been decoded
  bool in_member_ = false;
};

File Open(const fs::path& path) {
  if (path != kStandardInput) return File::OpenForReading(path);
  return File::OpenBy([] { return ::dup(STDIN_FILENO); }, "standard input", ErrorKind::kNoInput,
                      "can't be opened");
}

struct stat StatusOf(const fs::path& path) {
  struct stat status = {};
  const int failed =
      path == kStandardInput ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
  if (failed != 0) throw SystemError(ErrorKind::kNoInput, path, "can't be opened", errno);
  return status;
}

}  // namespace

std::unique_ptr<ByteSource> OpenByteSource(const fs::path& path) {
  auto file = std::make_unique<FileSource>(Open(path));
  if (CompressionOf(file->first_bytes()) == Compression::kNone) return file;
  return std::make_unique<ReadAhead>(std::make_unique<DecompressedSource>(std::move(file)));
}

std::uint64_t FileSizeOf(const fs::path& path) {
  const struct stat status = StatusOf(path);
  return S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

void RequireReadable(const fs::path& path) {
  const struct stat status = StatusOf(path);
  const bool pipe = S_ISFIFO(status.st_mode) || path == kStandardInput;
  if (!pipe) File::OpenForReading(path);
}

}  // namespace hogvec
