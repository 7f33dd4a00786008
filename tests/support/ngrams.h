#ifndef HOGVEC_SUPPORT_NGRAMS_H_
#define HOGVEC_SUPPORT_NGRAMS_H_

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/subwords.h"

namespace hogvec::testing {

// N-gram vectors that make each of these words what is given for it, if no two of them have n-grams
// in common: all n-grams of a word have its vector.
inline Subwords NgramsOf(
    std::initializer_list<std::pair<std::string_view, std::vector<float>>> words,
    const NgramOptions& options = {}) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // buckets and their rows
  EmbeddingTable table(words.size(), words.begin()->second.size());
  std::uint32_t row = 0;
  for (const auto& [word, values] : words) {
    std::vector<std::uint32_t> of_word;
    AppendBuckets(word, options, of_word);
    for (const std::uint32_t bucket : of_word) pairs.emplace_back(bucket, row);
    std::ranges::copy(values, table.Row(ToRowId(row++)).begin());
  }
  std::ranges::sort(pairs);
  std::vector<std::uint32_t> buckets, rows;
  for (const auto& [bucket, of_word] : pairs) {
    if (!buckets.empty() && buckets.back() == bucket) continue;
    buckets.push_back(bucket);
    rows.push_back(of_word);
  }
  return {options, std::move(buckets), std::move(rows), std::move(table)};
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_NGRAMS_H_
