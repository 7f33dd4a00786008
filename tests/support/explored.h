#ifndef HOGVEC_SUPPORT_EXPLORED_H_
#define HOGVEC_SUPPORT_EXPLORED_H_

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "explore/explored.h"

namespace hogvec::testing {

// A word and its vector.
struct Entry {
  const char* word;
  std::vector<float> values;
};

inline WordVectors VectorsOf(std::initializer_list<Entry> entries) {
  WordVectors vectors{.words = {}, .table = {entries.size(), entries.begin()->values.size()}};
  for (const Entry& entry : entries) {
    const WordId id = vectors.words.FindOrAdd(entry.word);
    std::ranges::copy(entry.values, vectors.table.Row(id).begin());
  }
  return vectors;
}

// What an Explorer owns of a model, and refers to in a question.
class OwnedModel {
 public:
  explicit OwnedModel(WordVectors vectors, std::string name = "model")
      : name_(std::move(name)), search_(std::move(vectors), 1), counts_(search_.Counts()) {}

  void SetMap(WordMap map) { map_ = std::make_shared<const WordMap>(std::move(map)); }
  const NeighbourSearch& search() const { return search_; }
  explore::Explored explored() const { return {name_, search_, counts_, map_}; }

 private:
  std::string name_;
  NeighbourSearch search_;
  std::vector<std::uint64_t> counts_;
  std::shared_ptr<const WordMap> map_;
};

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_EXPLORED_H_
