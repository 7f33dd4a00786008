#include <algorithm>
#include <string>
#include <utility>

#include "base/edit_distance.h"
#include "hogvec/neighbours.h"
#include "unicode/nfc.h"

namespace hogvec {

std::vector<std::string_view> NearSpellings(WordsView words, std::string_view word,
                                            std::size_t count) {
  constexpr std::size_t kMostEdits = 2;
  const std::string composed = Composed(word);       // as words in vectors usually are
  std::vector<std::pair<std::size_t, WordId>> near;  // ordered by distance, then by frequency
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t distance = EditDistance(composed, words[ToWordId(i)], kMostEdits);
    // Two edits of a short word make any other short word.
    if (distance <= kMostEdits && distance < composed.size())
      near.emplace_back(distance, ToWordId(i));
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string_view> spellings;
  for (std::size_t i = 0; i < std::min(count, near.size()); ++i) {
    spellings.push_back(words[near[i].second]);
  }
  return spellings;
}

}  // namespace hogvec
