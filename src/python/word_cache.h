#ifndef HOGVEC_PYTHON_WORD_CACHE_H_
#define HOGVEC_PYTHON_WORD_CACHE_H_

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "hogvec/words_view.h"

namespace hogvec::python {

// Remembers where words were found, the last for each of some thousand hashes. A mapped file is
// searched by bisection, which takes some twenty looks; programs ask for the same words again and
// again.
//
// For one thread at a time.
class WordCache {
 public:
  // As FindGiven().
  std::optional<WordId> Find(WordsView words, std::string_view word) {
    const std::size_t hash = std::hash<std::string_view>()(word);
    Entry& entry = (*entries_)[hash % kEntries];
    if (entry.known && entry.hash == hash && words[entry.id] == word) return entry.id;
    const auto id = FindGiven(words, word);
    if (id && words[*id] == word) entry = {hash, *id, true};
    return id;
  }

 private:
  struct Entry {
    std::size_t hash = 0;
    WordId id{};
    bool known = false;
  };
  static constexpr std::size_t kEntries = 8192;

  std::unique_ptr<std::array<Entry, kEntries>> entries_ =
      std::make_unique<std::array<Entry, kEntries>>();
};

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_WORD_CACHE_H_
