#include "checkpoint/checkpointer.h"

#include <utility>

namespace hogvec {

Checkpointer::Checkpointer(CheckpointStore& store, Checkpoint run, const Vocabulary& vocabulary,
                           const Layers& model, const Trainer& trainer, const Validator& validator)
    : store_(store),
      checkpoint_(std::move(run)),
      vocabulary_(vocabulary),
      model_(model),
      trainer_(trainer),
      validator_(validator),
      due_(NextDue()) {}

void Checkpointer::OnPause() {
  if (!store_.keeps()) return;
  checkpoint_.state = trainer_.state();
  checkpoint_.scores = validator_.state().scores;
  store_.Add(checkpoint_, vocabulary_, model_, validator_.state().best);
  due_ = NextDue();
}

PauseTask::Clock::time_point Checkpointer::NextDue() const {
  return store_.keeps() ? Clock::now() + store_.interval() : Clock::time_point::max();
}

}  // namespace hogvec
