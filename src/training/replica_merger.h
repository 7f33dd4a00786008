#ifndef HOGVEC_TRAINING_REPLICA_MERGER_H_
#define HOGVEC_TRAINING_REPLICA_MERGER_H_

#include <cstdint>
#include <future>
#include <optional>
#include <vector>

#include "hogvec/replicas.h"
#include "model/layers.h"
#include "training/intervals.h"
#include "training/meetings.h"
#include "training/row_merger.h"
#include "training/trainer.h"

namespace hogvec {

// When and how replicas are merged.
struct MergePlan {
  RowMergePlan rows;
  IntervalPlan intervals;
};

// What meetings have come to on this rank.
struct MeetingFigures {
  std::uint64_t meetings = 0;
  std::uint64_t rows_merged = 0;  // of both tables
  double seconds_waiting = 0;     // that workers rested until others had answered
  double seconds_merging = 0;     // of processor time, on all threads
};

// Meets other ranks that train replicas of a model, and merges the replicas
// (training/row_merger.h).
//
// At a meeting the rows that are due are packed, and training goes on while one thread talks with
// the other ranks; at the next meeting every rank takes over what came of it. While intervals are
// still short, as rows change most, it waits for that at once instead: a merge that is late by an
// interval then costs 1 % of the loss of a single epoch, and later nothing. So what a meeting
// brings depends on the intervals alone, never on who was faster.
//
// Refers to what it is given.
class ReplicaMerger : public Meetings {
 public:
  // All ranks must begin with equal rows, the same progress and the same plan.
  ReplicaMerger(Replicas& replicas, MergePlan plan, Layers& model, Trainer& trainer);

  void BeginEpoch(const EpochLeft& left) override;
  std::uint64_t Next() const override;
  Standing Meet(const Standing& own) override;
  void MergeAll() override;
  void ShareProgress() override;
  Standing Agree(const Standing& own) override;

  MeetingFigures figures() const;

 private:
  void Advance();
  Standing AfterLastInterval(const Standing& own, const Standing& told);
  void Start(const Standing& own);
  Standing Finish();
  bool DirectionsAreDue() const;

  Replicas& replicas_;
  Trainer& trainer_;
  const IntervalPlan plan_;
  RowMerger rows_;
  const std::uint64_t tokens_before_;  // that an earlier run has trained
  const std::vector<LossSum> losses_before_;
  Intervals intervals_;                         // of the epoch in hand,
  std::uint64_t own_begin_ = 0, own_left_ = 0;  // tokens of this rank when it began
  double all_begin_ = 0, all_left_ = 0;         // and of all ranks
  std::uint64_t meetings_ = 0;
  double seconds_waiting_ = 0;
  std::optional<RowMerge> under_way_;
  std::future<void> talk_;  // about it; last: it uses all the others
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_REPLICA_MERGER_H_
