#ifndef HOGVEC_TRAINING_TRAINER_H_
#define HOGVEC_TRAINING_TRAINER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "base/stopwatch.h"
#include "hogvec/train.h"
#include "model/layers.h"
#include "sampling/sampling.h"
#include "tokens/token_store.h"
#include "training/block_dealer.h"
#include "training/learning_rate.h"
#include "training/meetings.h"
#include "training/pause.h"
#include "training/progress.h"
#include "training/run_state.h"
#include "training/snapshots.h"
#include "training/worker.h"

namespace hogvec {

// What is trained on in every epoch.
struct TrainingText {
  const TokenStore& tokens;
  const Vocabulary& vocabulary;       // the words of its ids
  std::vector<std::uint32_t> blocks;  // of the store, that this process trains
  std::uint64_t token_count = 0;      // in the blocks of all processes
  std::uint64_t own_tokens = 0;       // in these
};

// Trains a model on a text, epoch after epoch, on all workers at once. They pause after each epoch,
// when a task is due, and when the run is asked to stop; then the tasks run.
//
// Refers to all that it is given. For one thread, which must be none of the workers.
class Trainer {
 public:
  // Goes on from `state`; `watch` has run since preparations began. Reports its progress to
  // `observer`, from a thread of its own. Throws Error{kUsage} for an unknown kernel.
  Trainer(Layers& model, const Sampling& sampling, TrainingText text, const TrainOptions& options,
          TrainObserver& observer, RunState state = {}, Stopwatch watch = {});

  // Trains until the last epoch is over or a task ends training, and meets the others that do.
  // Throws Error{kInternal} if training diverged, before any task sees the rows, and Interrupted
  // when `stop` was requested; with several processes, in each of them.
  void Run(std::span<PauseTask* const> tasks, const std::stop_token& stop, Meetings& meetings);

  // How far training has got, of this process's blocks and what was dealt before; while it pauses.
  RunState state() const;

  const Progress& progress() const { return progress_; }
  Progress& progress() { return progress_; }
  const LearningRate& learning_rate() const { return learning_rate_; }
  std::string_view kernel_name() const { return kernel_.name; }
  std::size_t threads() const { return threads_; }
  const TrainOptions& options() const { return options_; }

  // Tokens that this trainer trained.
  std::uint64_t TokensTrained() const { return snapshots_.TokensTrained(); }

  // Of training, without pauses, by this trainer.
  double Seconds() const { return watch_.Seconds(); }
  double WordsPerSecond() const { return snapshots_.WordsPerSecond(); }

 private:
  bool IsOver(std::span<PauseTask* const> tasks) const;
  Standing OwnStanding(std::span<PauseTask* const> tasks, const std::stop_token& stop) const;
  Standing TrainUntilPause(std::span<PauseTask* const> tasks, const std::stop_token& stop,
                           Meetings& meetings);
  bool IsRead(std::span<PauseTask* const> tasks, const Standing& now) const;
  void EndEpoch(std::span<PauseTask* const> tasks);
  EpochLeft Left() const;
  void RequireFiniteRows(bool diverged) const;

  Layers& model_;
  const TrainingText text_;
  const TrainOptions& options_;
  TrainObserver& observer_;
  const Kernel& kernel_;
  const std::size_t threads_;
  const std::uint64_t total_;  // tokens to train over all epochs
  const LearningRate learning_rate_;
  Progress progress_;
  BlockDealer dealer_;
  bool epoch_over_ = false;  // for all processes, though perhaps not ended yet
  bool merged_ = false;      // whether all replicas are one, since training rests
  Stopwatch watch_;
  Snapshots snapshots_;
  const SharedTraining shared_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_TRAINER_H_
