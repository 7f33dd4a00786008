#ifndef HOGVEC_SUBWORDS_DRAWN_WORDS_H_
#define HOGVEC_SUBWORDS_DRAWN_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Vectors to fit n-grams to.
struct Given {
  WordIndex words;
  EmbeddingTable rows;
  std::vector<std::uint64_t> counts;
};

// Words of a few letters, in random order, with random vectors and counts.
inline Given Drawn(std::size_t words, std::size_t dim) {
  Given given;
  Random random(1, RandomPurpose::kTest);
  while (given.words.size() < words) {
    std::string word;
    for (std::uint32_t left = 1 + random.Below(6); left > 0; --left) {
      word += static_cast<char>('a' + random.Below(4));
    }
    given.words.FindOrAdd(word);
  }
  given.rows = EmbeddingTable(words, dim);
  for (std::size_t i = 0; i < words; ++i) {
    for (float& value : given.rows.Row(ToWordId(i))) value = random.UnitFloat() - 0.3f;
    given.counts.push_back(1 + random.Below(100));
  }
  return given;
}

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_DRAWN_WORDS_H_
