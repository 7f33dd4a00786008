#include "corpus/byte_source.h"

#include <utility>

#include "base/file.h"

namespace hogvec {
namespace {

class FileSource : public ByteSource {
 public:
  explicit FileSource(File file) : file_(std::move(file)) {}

  std::size_t Read(std::span<char> out) override { return file_.Read(out); }

 private:
  File file_;
};

}  // namespace

std::unique_ptr<ByteSource> OpenByteSource(const std::filesystem::path& path) {
  return std::make_unique<FileSource>(File::OpenForReading(path));
}

std::uint64_t ByteSizeOf(const std::filesystem::path& path) {
  return File::OpenForReading(path).Size();
}

}  // namespace hogvec
