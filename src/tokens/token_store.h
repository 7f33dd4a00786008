#ifndef HOGVEC_TOKENS_TOKEN_STORE_H_
#define HOGVEC_TOKENS_TOKEN_STORE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "hogvec/word_id.h"
#include "io/file.h"

namespace hogvec {

// The corpus as ids, block by block, kLineEnd after each line: four bytes per token, so that the
// text need be read and hashed only once however many epochs follow.
//
// Blocks stay in memory up to a budget; past it they go to a temporary file without a name, which
// is gone when the program ends, however it ends.
//
// Put() and Replace() may be called from several threads for different blocks; Block() too, when
// nobody writes. Movable before and after that.
class TokenStore {
 public:
  // Keeps up to `memory_bytes` of ids in memory. `tmp_dir` is used only past that; empty means the
  // system's folder for temporary files.
  TokenStore(std::uint64_t memory_bytes, std::filesystem::path tmp_dir);

  // Stores the ids of block `number`, which may come in any order, each once, and keeps room for
  // more of them. Throws Error{kCannotCreate} or Error{kIo} if the temporary file can't be had or
  // written.
  void Put(std::size_t number, std::span<const WordId> ids, std::size_t room_for_more = 0);

  // Replaces the ids of a block by no more than it was put with and has room for.
  void Replace(std::size_t number, std::span<const WordId> ids);

  // One more than the highest number of a block.
  std::size_t block_count() const { return blocks_.size(); }

  // How many ids a block has.
  std::size_t Count(std::size_t number) const { return blocks_[number].count; }

  // The ids of a block: a view of the store, or of `buffer`, into which they were read. Valid until
  // either changes. Throws Error{kIo}.
  std::span<const WordId> Block(std::size_t number, std::vector<WordId>& buffer) const;

  std::uint64_t bytes_in_memory() const { return bytes_in_memory_; }
  std::uint64_t bytes_spilled() const { return bytes_spilled_; }

 private:
  struct Entry {
    std::unique_ptr<WordId[]> ids;  // null if the block was spilled
    std::uint64_t offset = 0;       // where it then stands in the file
    std::size_t count = 0;
  };

  // Where a new block goes: to memory, or to an offset of the file.
  struct Placement {
    WordId* in_memory = nullptr;
    std::uint64_t offset = 0;
  };

  Placement Place(std::size_t number, std::size_t count, std::size_t room);
  static std::string_view BytesOf(std::span<const WordId> ids);

  std::uint64_t memory_bytes_;
  std::filesystem::path tmp_dir_;
  std::unique_ptr<std::mutex> mutex_ =
      std::make_unique<std::mutex>();  // guards the list and the counters while blocks are put
  std::vector<Entry> blocks_;
  File spill_;
  std::uint64_t bytes_in_memory_ = 0;
  std::uint64_t bytes_spilled_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_TOKENS_TOKEN_STORE_H_
