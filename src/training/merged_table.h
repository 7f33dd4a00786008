#ifndef HOGVEC_TRAINING_MERGED_TABLE_H_
#define HOGVEC_TRAINING_MERGED_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/word_id.h"
#include "model/merge.h"
#include "model/merge_schedule.h"

namespace hogvec {

// The heaviest words of a table stand for all of them in its common direction; the others have a
// third of the weight and lie no differently.
inline constexpr std::size_t kWordsForDirection = 4096;

// One of the two tables that replicas merge: the rows of this rank, the base that all ranks share,
// when each row is due, and the direction in which the words agree, as the other table's rows meet
// them. Refers to the rows.
class MergedTable {
 public:
  // Writes the vector of a word, as the other table meets it, made of rows of the base.
  using InputOf =
      std::function<void(const EmbeddingTable& base, WordId word, std::span<float> out)>;

  // `terms` by row as MergeSchedule has them, `word_terms` by word.
  MergedTable(EmbeddingTable& rows, std::vector<float> terms, std::span<const float> word_terms,
              InputOf input_of, const MergeRule& rule, double travelled);

  EmbeddingTable& rows() { return rows_; }
  EmbeddingTable& base() { return base_; }
  MergeSchedule& schedule() { return schedule_; }
  const CommonDirection& common() const { return common_; }
  void Take(CommonDirection common) { common_ = std::move(common); }

  // The common direction of the base as it is now.
  CommonDirection FindCommon();

 private:
  EmbeddingTable& rows_;
  EmbeddingTable base_;
  MergeSchedule schedule_;
  const InputOf input_of_;
  WeightedRows heaviest_;  // words, as rows of a table with one for each
  WeightedRows in_order_;  // the same weights for the rows of the sample
  EmbeddingTable sample_;
  CommonDirection common_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_MERGED_TABLE_H_
