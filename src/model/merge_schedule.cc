#include "model/merge_schedule.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace hogvec {

MergeSchedule::MergeSchedule(MergeRule rule, std::vector<float> terms, double travelled)
    : rule_(rule),
      terms_(std::move(terms)),
      merged_at_(terms_.size()),
      due_at_(terms_.size()),
      travelled_(travelled) {
  MarkAllMerged(travelled);
}

void MergeSchedule::Advance(double tokens, double mean_rate) { travelled_ += tokens * mean_rate; }

std::vector<RowId> MergeSchedule::DueRows() const {
  std::vector<RowId> due;
  for (std::size_t row = 0; row < due_at_.size(); ++row) {
    if (due_at_[row] <= travelled_) due.push_back(ToRowId(row));
  }
  return due;
}

double MergeSchedule::Moved(RowId row) const {
  return terms_[ToIndex(row)] * (travelled_ - merged_at_[ToIndex(row)]);
}

void MergeSchedule::MarkMerged(std::span<const RowId> rows) {
  for (const RowId row : rows) MarkMerged(ToIndex(row));
}

void MergeSchedule::MarkAllMerged(double travelled) {
  travelled_ = travelled;
  for (std::size_t row = 0; row < rows(); ++row) MarkMerged(row);
}

void MergeSchedule::MarkMerged(std::size_t row) {
  merged_at_[row] = travelled_;
  due_at_[row] = DueAt(row);
}

void MergeSchedule::SetSettled(bool settled) {
  if (settled == settled_) return;
  settled_ = settled;
  for (std::size_t row = 0; row < rows(); ++row) due_at_[row] = DueAt(row);
}

// When a row is due next: with u = terms (t - merged) and U = terms t, solved for t, so that
// DueRows() has to compare one number.
double MergeSchedule::DueAt(std::size_t row) const {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  const double terms = terms_[row], merged = merged_at_[row];
  if (terms <= 0) return kNever;
  // When t - merged = growth t.
  const double grown = rule_.growth < 1 ? merged / (1 - rule_.growth) : kNever;
  const double most = settled_ ? rule_.most : rule_.at_first;
  return std::min(merged + most / terms, std::max(merged + rule_.least / terms, grown));
}

TermsPerToken TermsOf(std::span<const std::uint64_t> counts, std::span<const double> keep,
                      double ns_exponent, double pairs, std::size_t negatives) {
  std::vector<double> kept, weights;  // f keep, and count^exponent
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (std::size_t word = 0; word < counts.size(); ++word) {
    const auto count = static_cast<double>(counts[word]);
    kept.push_back(count / total * keep[word]);
    weights.push_back(count == 0 ? 0 : std::pow(count, ns_exponent));
  }
  const double all_kept = std::accumulate(kept.begin(), kept.end(), 0.0);
  const double all_weights = std::accumulate(weights.begin(), weights.end(), 0.0);
  const auto drawn = static_cast<double>(negatives);
  TermsPerToken terms;
  for (std::size_t word = 0; word < counts.size(); ++word) {
    const double as_negative = drawn * all_kept * weights[word] / all_weights;
    terms.input.push_back(static_cast<float>(pairs * (1 + drawn) * kept[word]));
    terms.output.push_back(static_cast<float>(pairs * (kept[word] + as_negative)));
  }
  return terms;
}

}  // namespace hogvec
