#ifndef HOGVEC_CHECKPOINT_CHECKPOINTER_H_
#define HOGVEC_CHECKPOINT_CHECKPOINTER_H_

#include "checkpoint/checkpoint_store.h"
#include "training/pause.h"
#include "training/trainer.h"
#include "validation/validator.h"

namespace hogvec {

// Writes a checkpoint when one is due, when the run is asked to stop, and at the end; with several
// ranks, when one is due for any of them. Refers to what it is given.
class Checkpointer : public PauseTask {
 public:
  // `run` has what stays the same from checkpoint to checkpoint: options, corpus, note.
  Checkpointer(CheckpointStore& store, Checkpoint run, const Vocabulary& vocabulary,
               const Layers& model, const Trainer& trainer, const Validator& validator);

  Clock::time_point Due() const override { return due_; }
  void OnPause() override;

 private:
  Clock::time_point NextDue() const;

  CheckpointStore& store_;
  Checkpoint checkpoint_;
  const Vocabulary& vocabulary_;
  const Layers& model_;
  const Trainer& trainer_;
  const Validator& validator_;
  Clock::time_point due_;
};

}  // namespace hogvec

#endif  // HOGVEC_CHECKPOINT_CHECKPOINTER_H_
