#ifndef HOGVEC_MAPPED_VECTORS_H_
#define HOGVEC_MAPPED_VECTORS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hogvec/word_id.h"

namespace hogvec {

// A model of hogvec's own format, looked up in where it lies: opening takes no longer for a large
// one than for a small one, and processes that open the same file share its memory.
//
// What is looked up is checked to be within the file, but the checksum is not: reading the whole
// file is what this is there to avoid (ReadVectors and `hogvec inspect` check it). The file must
// not be cut short while it is open; hogvec itself replaces files and never changes them.
//
// Movable. Look-ups may run concurrently; spans and views are valid as long as the object.
class MappedVectors {
 public:
  // Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} for a file of another format or without
  // float32 rows (--dtype float32).
  explicit MappedVectors(const std::filesystem::path& path);
  ~MappedVectors();
  MappedVectors(MappedVectors&&) noexcept;
  MappedVectors& operator=(MappedVectors&&) noexcept;

  std::size_t size() const;
  std::size_t dim() const;

  // The word and the row of an id below size(). Throws Error{kMalformed} if the file says of the
  // word what can't be. Rows stand one after the other, without padding, on no boundary but a
  // float's.
  std::string_view Word(WordId id) const;
  std::span<const float> Row(WordId id) const;

  // How often each word was seen; empty where the file does not say. Reads them all.
  std::vector<std::uint64_t> Counts() const;

  // The id of a word, by binary search: some twenty words are compared among a million.
  std::optional<WordId> Find(std::string_view word) const;

 private:
  struct Mapping;
  std::unique_ptr<Mapping> mapping_;
};

}  // namespace hogvec

#endif  // HOGVEC_MAPPED_VECTORS_H_
