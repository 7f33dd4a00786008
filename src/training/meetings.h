#ifndef HOGVEC_TRAINING_MEETINGS_H_
#define HOGVEC_TRAINING_MEETINGS_H_

#include <cstddef>
#include <cstdint>

#include "training/pause.h"

namespace hogvec {

// Where training stands at the end of an interval: in this process, or in any of those that train
// the same model.
struct Standing {
  bool stop = false;        // asked to stop
  bool pause = false;       // some task is due
  bool diverged = false;    // a loss is hopeless
  bool epoch_over = false;  // every block of the epoch is trained, in all processes
};

// What is left of an epoch when it begins, or goes on in another run.
struct EpochLeft {
  std::size_t epoch = 0;     // from 0
  std::uint64_t tokens = 0;  // that this process has to train, about
};

// How a process meets others that train replicas of its model, at intervals counted in tokens,
// while its workers rest. This is the one of a process that is by itself: it meets nobody, and
// agrees.
//
// All calls are collective: every process makes the same ones in the same order. For the thread
// that called Trainer::Run().
class Meetings {
 public:
  virtual ~Meetings() = default;

  // An epoch begins, or goes on after a pause.
  virtual void BeginEpoch(const EpochLeft&) {}

  // The next meeting is when this process has trained this many tokens (Progress::own_tokens).
  virtual std::uint64_t Next() const { return PauseCondition::kAnyTokens; }

  // Meets the others: takes over what they have learned, and hands them what was learned here.
  // Returns what any of them has said, perhaps at the meeting before.
  virtual Standing Meet(const Standing& own) { return own; }

  // Makes all replicas one and the same, and the progress of each that of all.
  virtual void MergeAll() {}

  // Only the latter, at the end of an epoch: rows that are not due yet stay apart.
  virtual void ShareProgress() {}

  // What any of the others says now; the epoch is over when all say so.
  virtual Standing Agree(const Standing& own) { return own; }
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_MEETINGS_H_
