#ifndef HOGVEC_ASKING_COMPLETIONS_H_
#define HOGVEC_ASKING_COMPLETIONS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/words_view.h"

namespace hogvec::asking {

// Words that start with what a user has typed.
struct Completions {
  std::string common;                   // their longest common prefix, in whole characters
  std::vector<std::string_view> words;  // the first ones, which are the most frequent
  std::size_t total = 0;
};

// The `names`, then the `words`, that start with `typed`; at most `most` are listed. Words that
// can't be typed are left out: those with spaces, control characters or bytes that are not UTF-8.
//
// Compares every word, which takes about ten milliseconds for a million; an index would take a
// second to build, for a key that may never be pressed.
Completions CompletionsOf(std::span<const std::string_view> names, WordsView words,
                          std::string_view typed, std::size_t most);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_COMPLETIONS_H_
