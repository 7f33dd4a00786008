#include "corpus/byte_source.h"

#include <fmt/format.h>

#include <utility>

#include "base/file.h"

namespace hogvec {
namespace {

class FileSource : public ByteSource {
 public:
  explicit FileSource(File file)
      : file_(std::move(file)), size_(file_.Size()), modified_(file_.ModifiedAt()) {}

  std::size_t Read(std::span<char> out) override {
    const std::size_t got = file_.Read(out);
    read_ += got;
    if (got < out.size() && file_.IsRegular()) CheckUnchanged();
    return got;
  }

 private:
  // Half of one text and half of another is none. Files of /proc say that they have no bytes.
  void CheckUnchanged() const {
    if (size_ == 0 && file_.Size() == 0) return;
    if (read_ == size_ && file_.Size() == size_ && file_.ModifiedAt() == modified_) return;
    throw Error(ErrorKind::kIo,
                fmt::format("{}: changed while it was read: it had {} bytes, now {}, and ended at "
                            "byte {}; copy what is still being written",
                            file_.path().string(), size_, file_.Size(), read_));
  }

  File file_;
  const std::uint64_t size_;
  const std::int64_t modified_;
  std::uint64_t read_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> OpenByteSource(const std::filesystem::path& path) {
  return std::make_unique<FileSource>(File::OpenForReading(path));
}

std::uint64_t ByteSizeOf(const std::filesystem::path& path) {
  return File::OpenForReading(path).Size();
}

}  // namespace hogvec
