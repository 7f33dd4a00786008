#ifndef HOGVEC_TRAINING_ROW_MERGER_H_
#define HOGVEC_TRAINING_ROW_MERGER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/replicas.h"
#include "hogvec/row_id.h"
#include "model/layers.h"
#include "model/merge.h"
#include "model/merge_schedule.h"
#include "training/merged_table.h"

namespace hogvec {

// What of a model is merged and how: the rule, and the terms that move its rows.
struct RowMergePlan {
  MergeRule rule = {};
  std::vector<float> input_terms = {};  // by row of the input table, as MergeSchedule has them
  TermsPerToken words = {};             // by word
  MergedTable::InputOf input_of = {};   // a word's input; empty: its own row
};

// A merge of some rows: input rows first, then output rows.
struct RowMerge {
  std::array<std::vector<RowId>, 2> due;
  std::vector<double> moved;           // u of each row
  Replicas::Bytes word;                // what this rank says besides; as long on all ranks
  std::vector<Replicas::Bytes> words;  // what each rank has said

  std::size_t rows() const { return due[0].size() + due[1].size(); }
  std::size_t TableOf(std::size_t i) const { return i < due[0].size() ? 0 : 1; }
  RowId Row(std::size_t i) const { return TableOf(i) == 0 ? due[0][i] : due[1][i - due[0].size()]; }
};

// Merges rows of the replicas of a model, by the rule in model/merge.h. A merge goes through three
// hands: Pack() takes what rows have gained since their last merge, Talk() sends each row's gain to
// the rank that owns it for this merge, which adds up the gains in the order of the ranks, applies
// the rule, and sends what the base gains to all; TakeOver() adds that to the base and to the rows.
// Workers may train between the three, but not during the first and the last.
//
// One merge at a time. What is rounded on the way stays with the rank that has rounded it, to go
// with the next merge. Bases are equal on all ranks, bit for bit. Refers to the model; keeps a copy
// of both tables.
class RowMerger {
 public:
  // All ranks begin with equal rows. `travelled` as MergeSchedule has it.
  RowMerger(Replicas& replicas, RowMergePlan plan, Layers& model, double travelled,
            std::size_t threads);

  // Says that one replica trains this many tokens at a mean learning rate.
  void Advance(double tokens, double mean_rate);

  // Says whether rows no longer go far, as at the start of training.
  void SetSettled(bool settled);

  // The rows that are due now, which count as merged from here on.
  RowMerge Due();

  // All rows of both tables, in parts that bound the memory they take.
  std::vector<RowMerge> All();

  void Pack(RowMerge& merge);
  // Collective; for one thread at a time. With `renew` the common directions are found again.
  void Talk(RowMerge& merge, bool renew);
  void TakeOver(const RowMerge& merge);

  // Ends a merge of all: rows become what the base is. `travelled` as above, by what was trained
  // rather than what was planned.
  void SettleAll(double travelled);

  // Processor time that all this has taken, on all threads.
  double Seconds() const { return seconds_; }
  std::uint64_t RowsMerged() const { return rows_merged_; }

 private:
  // Rows of a merge, [begin, end).
  struct Slice {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
  };
  Slice SliceOf(const RowMerge& merge, std::size_t rank) const;
  std::span<std::uint16_t> NumbersOf(const Slice& slice, std::vector<std::uint16_t>& packed) const;
  std::span<float> LeftOver(const Slice& own, std::size_t row);

  void RenewDirections();
  Replicas::Bytes ForOwner(const RowMerge& merge, std::size_t owner);
  void TakeDirections(std::span<const char>& message);
  void MergeOwnSlice(const std::vector<Replicas::Bytes>& received, RowMerge& merge);
  void TakeSlices(const std::vector<Replicas::Bytes>& gathered, RowMerge& merge);

  Replicas& replicas_;
  const MergeRule rule_;
  const std::size_t dim_, threads_;
  std::array<MergedTable, 2> tables_;  // inputs and outputs
  // Of the merge in hand, row after row; they only grow, as fresh memory costs more than the
  // arithmetic.
  std::vector<std::uint16_t> sent_, merged_;  // packed
  std::vector<float> left_over_;              // of the rows that this rank owns, by rounding
  double seconds_ = 0;
  std::uint64_t rows_merged_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_ROW_MERGER_H_
