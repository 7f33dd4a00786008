#ifndef HOGVEC_MAPPED_VECTORS_H_
#define HOGVEC_MAPPED_VECTORS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/subwords.h"
#include "hogvec/word_id.h"

namespace hogvec {

// A model in hogvec's own format that is mapped into memory: opening a large one takes no longer
// than opening a small one, and processes that open the same file share its memory.
//
// The checksum is not verified, since that would read the whole file (ReadVectors and `hogvec
// inspect` do), but every offset is checked to lie within the file. The file must not be truncated
// while it is open; hogvec itself replaces files and never changes them.
//
// Movable. All const functions may be called concurrently; spans and views are valid as long as the
// object exists.
class MappedVectors {
 public:
  // Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} for a file of another format or without
  // float32 rows.
  explicit MappedVectors(const std::filesystem::path& path);
  ~MappedVectors();
  MappedVectors(MappedVectors&&) noexcept;
  MappedVectors& operator=(MappedVectors&&) noexcept;

  std::size_t size() const;
  std::size_t dim() const;

  // The word and the row with the id `id`, which must be below size(); that is not checked. Word
  // throws Error{kMalformed} if the file places the word outside its text. Rows follow each other
  // without padding, aligned for floats only.
  std::string_view Word(WordId id) const;
  std::span<const float> Row(WordId id) const;

  // How often each word was seen; empty if the file has no counts. Reads all of them.
  std::vector<std::uint64_t> Counts() const;

  // The id of a word, by binary search; nothing if it is not there. Throws Error{kMalformed} if the
  // file's order of words is damaged.
  std::optional<WordId> Find(std::string_view word) const;

  // The training options by name.
  std::map<std::string, std::string> configuration() const;

  // How words are split into the n-grams that the file has vectors of; nothing if it has none.
  std::optional<NgramOptions> ngrams() const;

  // Sets `out`, of dim() floats, to the vector of a word by its n-grams alone, as
  // SubwordsView::Compose, and reads no others. Returns how many of them have one: 0 where the file
  // has no n-gram vectors. Throws Error{kMalformed} if it gives an n-gram a row that it has not.
  std::size_t Compose(std::string_view word, std::span<float> out) const;

 private:
  struct Mapping;
  std::unique_ptr<Mapping> mapping_;
};

// The file mapped, if it can be: nothing for a file of another format, of smaller numbers or that
// is damaged, and for a pipe, which could not be opened again to be read. Throws Error{kNoInput},
// Error{kIo}.
std::optional<MappedVectors> MapIfPossible(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_MAPPED_VECTORS_H_
