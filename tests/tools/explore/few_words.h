#ifndef HOGVEC_TOOLS_EXPLORE_FEW_WORDS_H_
#define HOGVEC_TOOLS_EXPLORE_FEW_WORDS_H_

#include <cstddef>
#include <string>
#include <utility>

#include "hogvec/neighbours.h"
#include "hogvec/word_vectors.h"

namespace hogvec::explore {

// Vectors of words w0, w1, ..., from `first` on: a spiral in three dimensions.
inline NeighbourSearch FewWords(std::size_t count, std::size_t first = 0) {
  WordVectors vectors{{}, EmbeddingTable(count, 3)};
  for (std::size_t i = 0; i < count; ++i) {
    vectors.words.FindOrAdd("w" + std::to_string(first + i));
    const auto row = vectors.table.Row(ToWordId(i));
    row[0] = 1;
    row[1] = static_cast<float>(i);
    row[2] = static_cast<float>(i * i % 7);
  }
  return NeighbourSearch(std::move(vectors), 1);
}

}  // namespace hogvec::explore

#endif  // HOGVEC_TOOLS_EXPLORE_FEW_WORDS_H_
