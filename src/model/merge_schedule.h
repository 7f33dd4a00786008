#ifndef HOGVEC_MODEL_MERGE_SCHEDULE_H_
#define HOGVEC_MODEL_MERGE_SCHEDULE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/row_id.h"
#include "model/merge.h"

namespace hogvec {

// Which rows are merged when: by their own u, which follows from counts and the schedule alone, so
// that all ranks know it without a word. A row is due when u >= min(most, max(least, growth * U)),
// U its u from the start of training; and while rows still go far, `at_first` stands for `most`.
class MergeSchedule {
 public:
  // `terms` has, for each row, the terms of the loss per token of text that move it, and a row
  // without any is never due; `travelled` is the learning rate summed over the tokens of one
  // replica that were trained before. All rows are taken as merged then.
  MergeSchedule(MergeRule rule, std::vector<float> terms, double travelled = 0);

  std::size_t rows() const { return terms_.size(); }

  // To start from where this one is, as a checkpoint must.
  double travelled() const { return travelled_; }

  // Goes on by so many tokens of one replica at a mean learning rate: the rate at their end would
  // be too low, and what has moved most would be merged as if it had not.
  void Advance(double tokens, double mean_rate);

  // Says that rows no longer go far, or that they do, as at the start.
  void SetSettled(bool settled);

  // The rows that are due now, in the order of their numbers.
  std::vector<RowId> DueRows() const;

  // u of a row since its last merge.
  double Moved(RowId row) const;

  // Says that these rows are merged as of now; or all of them, as of what was travelled.
  void MarkMerged(std::span<const RowId> rows);
  void MarkAllMerged(double travelled);

 private:
  double DueAt(std::size_t row) const;
  void MarkMerged(std::size_t row);

  MergeRule rule_;
  std::vector<float> terms_;
  std::vector<double> merged_at_;  // travelled_ at each row's last merge
  std::vector<double> due_at_;     // travelled_ from which on each row is due
  bool settled_ = false;
  double travelled_;
};

// Terms of the loss per token of text that move each word's input row and output row: of f, the
// word's share of the text, keep, the part of its tokens that subsampling keeps, and Q, its share
// of the negatives, proportional to count^ns_exponent,
//
//   input: pairs (1 + negatives) f keep;   output: pairs (f keep + negatives kept Q),
//
// where `pairs` is the mean number of context words of a window, and kept the sum of f keep. Both
// tables have pairs (1 + negatives) kept in all. At least one count must be above 0; words that do
// not occur have no terms.
struct TermsPerToken {
  std::vector<float> input, output;  // by word
};
TermsPerToken TermsOf(std::span<const std::uint64_t> counts, std::span<const double> keep,
                      double ns_exponent, double pairs, std::size_t negatives);

}  // namespace hogvec

#endif  // HOGVEC_MODEL_MERGE_SCHEDULE_H_
