#include "tokens/token_store.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

namespace hogvec {

namespace {

std::filesystem::path TemporaryFolder(const std::filesystem::path& given) {
  if (!given.empty()) return given;
  std::error_code error;
  auto folder = std::filesystem::temp_directory_path(error);
  if (!error) return folder;
  throw SystemError(ErrorKind::kCannotCreate, "the folder for temporary files",
                    "can't be found; --tmp-dir names another", error.value());
}

}  // namespace

TokenStore::TokenStore(std::uint64_t memory_bytes, std::filesystem::path tmp_dir)
    : memory_bytes_(memory_bytes), tmp_dir_(std::move(tmp_dir)) {}

void TokenStore::Put(std::size_t number, std::span<const WordId> ids, std::size_t room_for_more) {
  const Placement placement = Place(number, ids.size(), ids.size() + room_for_more);
  if (placement.in_memory != nullptr) {
    std::ranges::copy(ids, placement.in_memory);
  } else {
    spill_.WriteAt(BytesOf(ids), placement.offset);
  }
}

// Finds room for a block. What has been placed never moves in memory: the list of blocks may grow
// meanwhile, and moving a vector leaves its elements where they are.
TokenStore::Placement TokenStore::Place(std::size_t number, std::size_t count, std::size_t room) {
  const std::lock_guard lock(*mutex_);
  if (number >= blocks_.size()) blocks_.resize(number + 1);
  Entry& entry = blocks_[number];
  entry.count = count;
  const std::uint64_t bytes = room * sizeof(WordId);
  if (bytes_in_memory_ + bytes <= memory_bytes_) {
    bytes_in_memory_ += bytes;
    entry.ids = std::make_unique<WordId[]>(room);
    return {entry.ids.get(), 0};
  }
  if (!spill_.is_open()) spill_ = File::CreateUnnamed(TemporaryFolder(tmp_dir_));
  entry.offset = std::exchange(bytes_spilled_, bytes_spilled_ + bytes);
  return {nullptr, entry.offset};
}

void TokenStore::Replace(std::size_t number, std::span<const WordId> ids) {
  Entry& entry = blocks_[number];
  if (entry.ids) {
    std::ranges::copy(ids, entry.ids.get());
  } else {
    spill_.WriteAt(BytesOf(ids), entry.offset);
  }
  entry.count = ids.size();
}

std::span<const WordId> TokenStore::Block(std::size_t number, std::vector<WordId>& buffer) const {
  const Entry& entry = blocks_[number];
  if (entry.ids) return {entry.ids.get(), entry.count};
  buffer.resize(entry.count);
  spill_.ReadAt({reinterpret_cast<char*>(buffer.data()), buffer.size() * sizeof(WordId)},
                entry.offset);
  return buffer;
}

std::string_view TokenStore::BytesOf(std::span<const WordId> ids) {
  return {reinterpret_cast<const char*>(ids.data()), ids.size_bytes()};
}

}  // namespace hogvec
