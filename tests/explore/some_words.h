#ifndef HOGVEC_EXPLORE_SOME_WORDS_H_
#define HOGVEC_EXPLORE_SOME_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explore/explored.h"
#include "explore/explorer.h"
#include "hogvec/neighbours.h"
#include "support/ngrams.h"

namespace hogvec::explore::testing {

// Words with vectors in the plane. Some hold what is no ordinary text.
inline WordVectors SomeVectors() {
  const std::vector<std::pair<std::string_view, std::pair<float, float>>> words = {
      {"king", {1, 0}},
      {"queen", {0.9f, 0.4f}},
      {"kingdom", {0.8f, 0.6f}},
      {"__proto__", {0.6f, 0.8f}},
      {"a&b=c#/+%", {0.1f, 1}},
      {std::string_view("a\0b", 3), {-0.5f, 1}},
      {"\xff\x1b", {-1, 0.1f}},
      {"new york", {-1, -0.3f}},
      {"na\xc3\xafve", {-0.2f, -1}},
      {"zero", {0, 0}}};
  WordVectors vectors{.words = {}, .table = {words.size(), 2}};
  for (const auto& [word, values] : words) {
    const auto row = vectors.table.Row(ToRowId(ToIndex(vectors.words.FindOrAdd(word))));
    row[0] = values.first;
    row[1] = values.second;
    vectors.counts.push_back(1000 - vectors.words.size());
  }
  return vectors;
}

// The same, with vectors for the n-grams of two words that have no row.
inline WordVectors WithNgrams() {
  WordVectors vectors = SomeVectors();
  vectors.subwords = hogvec::testing::NgramsOf({{"emperor", {2, 0}}, {"xylitol", {0, 1}}});
  return vectors;
}

inline WordVectors NoVectors() { return {.words = {}, .table = {0, 2}}; }

// A map on which words lie in a row, in their order.
inline WordMap RowOfWords(std::size_t words) {
  WordMap map;
  for (std::size_t i = 0; i < words; ++i) {
    map.points.push_back({static_cast<float>(i) / 64, 0.5f});
    map.levels.push_back(static_cast<std::uint8_t>(i % 18));
    map.clusters.push_back(static_cast<std::uint16_t>(i % 3));
    map.hubs.push_back(static_cast<std::uint32_t>(100 + i));
    map.trust.push_back(static_cast<std::uint8_t>(i));
  }
  map.quality = {.recall = 0.25, .trustworthiness = 0.75, .triplets = 0.5};
  return map;
}

inline std::vector<Model> OneModel(WordVectors vectors) {
  std::vector<Model> models;
  models.push_back({"some.bin", NeighbourSearch(std::move(vectors), 1)});
  return models;
}

// What a target gives, parsed.
inline Json AnswerOf(const Explorer& explorer, std::string_view target) {
  return Json::parse(explorer.Answer(target).body);
}

}  // namespace hogvec::explore::testing

#endif  // HOGVEC_EXPLORE_SOME_WORDS_H_
