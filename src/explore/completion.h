#ifndef HOGVEC_EXPLORE_COMPLETION_H_
#define HOGVEC_EXPLORE_COMPLETION_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "explore/explored.h"
#include "explore/parameters.h"

namespace hogvec::explore {

// Words by how they begin: their ids in the order of their bytes, four bytes a word. `words` must
// outlive it. Its functions may be called concurrently.
class PrefixIndex {
 public:
  // Takes 16 bytes a word while it is built. Throws as WordsView::operator[].
  explicit PrefixIndex(WordsView words);

  struct Found {
    std::vector<WordId> ids;  // the first ones by id, which are the most frequent
    std::size_t total = 0;
  };
  Found Find(std::string_view typed, std::size_t most) const;

 private:
  WordsView words_;
  std::vector<WordId> sorted_;
};

// The answer to `api/complete` (README.md).
Json CompleteAnswer(const Explored& model, const PrefixIndex& index, const Parameters& parameters);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_COMPLETION_H_
