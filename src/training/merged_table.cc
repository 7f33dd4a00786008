#include "training/merged_table.h"

#include <utility>

namespace hogvec {
namespace {

WeightedRows HeaviestWords(std::span<const float> terms) {
  return HeaviestRows(std::vector<double>(terms.begin(), terms.end()), kWordsForDirection);
}

}  // namespace

MergedTable::MergedTable(EmbeddingTable& rows, std::vector<float> terms,
                         std::span<const float> word_terms, InputOf input_of, const MergeRule& rule,
                         double travelled)
    : rows_(rows),
      schedule_(rule, std::move(terms), travelled),
      input_of_(std::move(input_of)),
      heaviest_(HeaviestWords(word_terms)),
      in_order_(heaviest_),
      sample_(heaviest_.rows.size(), rows.dim()) {
  base_.CopyFrom(rows);
  for (std::size_t i = 0; i < in_order_.rows.size(); ++i) in_order_.rows[i] = ToRowId(i);
}

CommonDirection MergedTable::FindCommon() {
  for (std::size_t i = 0; i < heaviest_.rows.size(); ++i) {
    input_of_(base_, ToWordId(ToIndex(heaviest_.rows[i])), sample_.Row(ToRowId(i)));
  }
  return FindCommonDirection(sample_, in_order_, common_.direction);
}

}  // namespace hogvec
