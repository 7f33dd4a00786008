#include "io/tensor_file.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include "io/tensor_header.h"

namespace hogvec {

// Numbers are copied as they are. A big-endian machine would have to swap the bytes of each.
static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

const TensorInfo& ChecksumInfo() {
  static const TensorInfo info{"checksum", ElementType::kU64, {1}};
  return info;
}

std::string_view BytesOf(const std::uint64_t& number) {
  return {reinterpret_cast<const char*>(&number), sizeof(number)};
}

}  // namespace

struct TensorWriter::Hash {
  struct Free {
    void operator()(XXH3_state_t* hash) const { XXH3_freeState(hash); }
  };
  Hash() { XXH3_64bits_reset(state.get()); }
  std::unique_ptr<XXH3_state_t, Free> state{XXH3_createState()};
};

TensorWriter::TensorWriter(const std::filesystem::path& path, const TensorMetadata& metadata,
                           std::vector<TensorInfo> tensors)
    : file_(path), hash_(std::make_unique<Hash>()) {
  tensors.push_back(ChecksumInfo());
  const std::string header = FormatTensorHeader({metadata, tensors});
  const std::uint64_t header_bytes = header.size();
  left_ = sizeof(header_bytes) + header.size();
  for (const TensorInfo& tensor : tensors) left_ += tensor.Bytes();
  Write(BytesOf(header_bytes));
  Write(header);
}

TensorWriter::~TensorWriter() = default;

void TensorWriter::Write(std::string_view bytes) {
  if (bytes.size() > left_) throw std::logic_error("more bytes than the header says");
  left_ -= bytes.size();
  XXH3_64bits_update(hash_->state.get(), bytes.data(), bytes.size());
  file_.Write(bytes);
}

void TensorWriter::Finish() {
  if (!settled_) Settle();
  file_.Finish();
}

void TensorWriter::Settle() {
  const std::uint64_t checksum = XXH3_64bits_digest(hash_->state.get());
  Write(BytesOf(checksum));
  if (left_ != 0) throw std::logic_error("fewer bytes than the header says");
  file_.Settle();
  settled_ = true;
}

TensorReader::TensorReader(const std::filesystem::path& path, Checksum checksum)
    : file_(File::OpenForReading(path)) {
  if (!file_.IsRegular()) throw Malformed("is not a regular file");
  ReadHeader();
  if (checksum == Checksum::kNeeded || FindAny("checksum") != nullptr) CheckSum();
}

void TensorReader::ReadHeader() {
  const std::uint64_t size = file_.Size();
  std::uint64_t header_bytes = 0;
  if (size < sizeof(header_bytes)) throw Malformed(fmt::format("is cut short at {} bytes", size));
  file_.ReadAt({reinterpret_cast<char*>(&header_bytes), sizeof(header_bytes)}, 0);
  const std::uint64_t rest = size - sizeof(header_bytes);
  if (header_bytes > std::min(rest, kMostHeaderBytes)) {
    throw Malformed(fmt::format("claims a header of {} bytes, where {} follow and {} are allowed",
                                header_bytes, rest, kMostHeaderBytes));
  }
  std::string text(header_bytes, '\0');
  file_.ReadAt(text, sizeof(header_bytes));
  try {
    TensorHeader header = ParseTensorHeader(text, rest - header_bytes);
    metadata_ = std::move(header.metadata);
    tensors_ = std::move(header.tensors);
  } catch (const std::runtime_error& error) {
    throw Malformed(error.what());
  }
  std::uint64_t at = sizeof(header_bytes) + header_bytes;
  for (const TensorInfo& tensor : tensors_) {
    offsets_.push_back(std::exchange(at, at + tensor.Bytes()));
  }
}

void TensorReader::CheckSum() const {
  const auto stored = ReadArray<std::uint64_t>(Find("checksum", ElementType::kU64, 1));
  if (tensors_.back().name != "checksum" || stored.size() != 1) {
    throw Malformed("has no checksum at its end");
  }
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  std::string chunk;
  const std::uint64_t end = offsets_.back();
  for (std::uint64_t at = 0; at < end; at += chunk.size()) {
    chunk.resize(std::min<std::uint64_t>(kChunkBytes, end - at));
    file_.ReadAt(chunk, at);
    XXH3_64bits_update(&state, chunk.data(), chunk.size());
  }
  if (XXH3_64bits_digest(&state) != stored[0]) {
    throw Malformed("is damaged: its checksum is wrong");
  }
}

const std::string& TensorReader::Metadata(const std::string& key) const {
  const auto found = metadata_.find(key);
  if (found == metadata_.end()) throw Malformed(fmt::format("its header lacks '{}'", key));
  return found->second;
}

const TensorInfo& TensorReader::Find(std::string_view name, ElementType type,
                                     std::size_t dimensions) const {
  const TensorInfo* const found = FindAny(name);
  if (found == nullptr) throw Malformed(fmt::format("lacks the array '{}'", name));
  if (found->type != type || found->shape.size() != dimensions) {
    throw Malformed(fmt::format("has the array '{}' with another type or shape", name));
  }
  return *found;
}

const TensorInfo* TensorReader::FindAny(std::string_view name) const {
  const auto found = std::ranges::find(tensors_, name, &TensorInfo::name);
  return found == tensors_.end() ? nullptr : &*found;
}

void TensorReader::Read(const TensorInfo& tensor, std::uint64_t offset, std::span<char> out) const {
  const auto index = static_cast<std::size_t>(&tensor - tensors_.data());
  file_.ReadAt(out, offsets_[index] + offset);
}

Error TensorReader::Malformed(std::string_view message) const {
  return {ErrorKind::kMalformed, fmt::format("{}: {}", path().string(), message)};
}

}  // namespace hogvec
