#ifndef HOGVEC_ASKING_COMPLETIONS_H_
#define HOGVEC_ASKING_COMPLETIONS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/words_view.h"

namespace hogvec::asking {

// What may stand for the beginning of a word that somebody has typed.
struct Completions {
  std::string common;                   // what all of them begin with, whole characters
  std::vector<std::string_view> words;  // the first ones, which are the most frequent
  std::size_t total = 0;
};

// What begins with `typed`: of `names` and then of `words`, of which `most` at most are listed.
// Words that can't be typed are left out: those with control characters or bytes that are no UTF-8.
//
// Looks at every word, which takes some ten milliseconds for a million; an index would take a
// second to build, for a key that may never be pressed.
Completions CompletionsOf(std::span<const std::string_view> names, WordsView words,
                          std::string_view typed, std::size_t most);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_COMPLETIONS_H_
