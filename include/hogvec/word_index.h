#ifndef HOGVEC_WORD_INDEX_H_
#define HOGVEC_WORD_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "hogvec/word_id.h"

namespace hogvec {

// A set of distinct words, numbered from 0 in the order in which they were added: word to id by
// hash, id to word by position. A word is any sequence of bytes, of any length.
//
// Owns its words. Copyable. Concurrent readers are safe; a writer needs the index to itself.
class WordIndex {
 public:
  WordIndex() = default;

  std::size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }

  // The word with number `id`, which must be below size(). Valid until the next word is added.
  std::string_view operator[](WordId id) const;

  // The id of `word`, if it is here.
  std::optional<WordId> Find(std::string_view word) const;

  // The id of `word`, which is added if it was not here. Throws Error{kResource} when the ids are
  // used up (2^32 - 2 words).
  WordId FindOrAdd(std::string_view word);

  // Makes room for `words` words of `bytes` bytes in all.
  void Reserve(std::size_t words, std::size_t bytes);

  // Memory held, in bytes.
  std::size_t MemoryBytes() const;

 private:
  // A place in the hash table: 32 bits of the word's hash, which settle nearly every comparison
  // without touching the word, and the word's id + 1; 0 marks an empty slot.
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t id_plus_one = 0;
  };

  std::size_t SlotOf(std::string_view word, std::uint64_t hash) const;
  void Grow(std::size_t slots);

  std::vector<char> bytes_;          // the words, one after the other
  std::vector<std::uint64_t> ends_;  // word i ends before byte ends_[i]
  std::vector<Slot> slots_;          // open addressing with linear probing; a power of two
};

}  // namespace hogvec

#endif  // HOGVEC_WORD_INDEX_H_
