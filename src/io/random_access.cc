#include "io/random_access.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

#include "hogvec/error.h"
#include "io/byte_source.h"

namespace hogvec {
namespace {

constexpr std::size_t kPartBytes = std::size_t{1} << 22;

}  // namespace

RandomAccess::RandomAccess(LineReader& file) : path_(file.path()) {
  if (file.size() && path_ != kStandardInput) {
    file_ = File::OpenForReading(path_);
    size_ = file_->Size();
    modified_ = file_->ModifiedAt();
    return;
  }
  for (std::string_view part = file.NextBytes(kPartBytes); !part.empty();
       part = file.NextBytes(kPartBytes)) {
    parts_.emplace_back(part);
    size_ += part.size();
  }
}

void RandomAccess::ReadAt(std::span<char> out, std::uint64_t offset) const {
  if (file_) {
    file_->ReadAt(out, offset);
    return;
  }
  if (offset > size_ || out.size() > size_ - offset) {
    throw Error(ErrorKind::kIo, fmt::format("{}: ends at byte {}", path_.string(), size_));
  }
  ReadParts(out, offset);
}

void RandomAccess::ReadParts(std::span<char> out, std::uint64_t offset) const {
  while (!out.empty()) {
    const std::string& part = parts_[offset / kPartBytes];
    const std::size_t got = part.copy(out.data(), out.size(), offset % kPartBytes);
    out = out.subspan(got);
    offset += got;
  }
}

std::uint64_t RandomAccess::NextData(std::uint64_t offset) const {
  if (!file_ || offset >= size_) return std::min(offset, size_);
  // At an offset of its own, so that threads do not disturb each other: none of them uses the
  // position that this moves.
  const auto found = ::lseek(file_->descriptor(), static_cast<off_t>(offset), SEEK_DATA);
  if (found >= 0) return std::min(static_cast<std::uint64_t>(found), size_);
  return errno == ENXIO ? size_ : offset;
}

void RandomAccess::CheckUnchanged() const {
  if (!file_ || (file_->Size() == size_ && file_->ModifiedAt() == modified_)) return;
  throw Error(ErrorKind::kIo,
              fmt::format("{}: changed while it was read; copy what is still being written",
                          path_.string()));
}

}  // namespace hogvec
