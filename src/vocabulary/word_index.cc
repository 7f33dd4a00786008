#include "hogvec/word_index.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "hogvec/error.h"

namespace hogvec {
namespace {

constexpr std::size_t kFirstSlots = 1024;

std::uint64_t HashOf(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }

// The slot is taken from the low bits of the hash, the tag from the high ones.
std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

// At most two words per three slots, so that a probe ends after a few steps.
bool IsFull(std::size_t words, std::size_t slots) { return 3 * words >= 2 * slots; }

}  // namespace

std::string_view WordIndex::operator[](WordId id) const {
  const std::size_t index = ToIndex(id);
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
  return {bytes_.data() + begin, ends_[index] - begin};
}

std::optional<WordId> WordIndex::Find(std::string_view word) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[SlotOf(word, HashOf(word))];
  if (slot.id_plus_one == 0) return std::nullopt;
  return WordId{slot.id_plus_one - 1};
}

WordId WordIndex::FindOrAdd(std::string_view word) {
  if (IsFull(size() + 1, slots_.size())) Grow(std::max(kFirstSlots, 2 * slots_.size()));
  const std::uint64_t hash = HashOf(word);
  Slot& slot = slots_[SlotOf(word, hash)];
  if (slot.id_plus_one != 0) return WordId{slot.id_plus_one - 1};
  if (size() >= kMaxWords) {
    throw Error(ErrorKind::kResource, "more than 4,294,967,294 different words");
  }
  bytes_.insert(bytes_.end(), word.begin(), word.end());
  ends_.push_back(bytes_.size());
  slot = {TagOf(hash), static_cast<std::uint32_t>(size())};
  return ToWordId(size() - 1);
}

void WordIndex::Reserve(std::size_t words, std::size_t bytes) {
  bytes_.reserve(bytes);
  ends_.reserve(words);
  const std::size_t slots = std::bit_ceil(words + words / 2 + 1);
  if (slots > slots_.size()) Grow(std::max(kFirstSlots, slots));
}

std::size_t WordIndex::MemoryBytes() const {
  return bytes_.capacity() + ends_.capacity() * sizeof(std::uint64_t) +
         slots_.capacity() * sizeof(Slot);
}

// The slot that holds `word`, or the empty one where it belongs.
std::size_t WordIndex::SlotOf(std::string_view word, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const std::uint32_t tag = TagOf(hash);
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.id_plus_one == 0) return at;
    if (slot.tag == tag && (*this)[WordId{slot.id_plus_one - 1}] == word) return at;
  }
}

void WordIndex::Grow(std::size_t slots) {
  slots_.assign(slots, Slot{});
  for (std::size_t index = 0; index < size(); ++index) {
    const std::string_view word = (*this)[ToWordId(index)];
    const std::uint64_t hash = HashOf(word);
    slots_[SlotOf(word, hash)] = {TagOf(hash), static_cast<std::uint32_t>(index + 1)};
  }
}

}  // namespace hogvec
