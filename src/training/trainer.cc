#include "training/trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/monitor.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "training/divergence.h"
#include "training/train_blocks.h"

namespace hogvec {
namespace {

std::vector<LossSum> ForEpochs(std::vector<LossSum> losses, std::size_t epochs) {
  losses.resize(epochs);
  return losses;
}

PauseTask::Clock::time_point FirstDue(std::span<PauseTask* const> tasks) {
  auto first = PauseTask::Clock::time_point::max();
  for (const PauseTask* task : tasks) first = std::min(first, task->Due());
  return first;
}

}  // namespace

Trainer::Trainer(Layers& model, const Sampling& sampling, TrainingText text,
                 const TrainOptions& options, TrainObserver& observer, RunState state,
                 Stopwatch watch)
    : model_(model),
      text_(std::move(text)),
      options_(options),
      observer_(observer),
      kernel_(FindKernel(options.kernel)),
      threads_(options.deterministic ? 1 : ThreadCount(options.threads)),
      total_(text_.token_count * options.epochs),
      learning_rate_(options.alpha, total_, options.min_alpha),
      progress_(state.tokens_done, ForEpochs(std::move(state.losses), options.epochs),
                HopelessLoss(options.negative)),
      dealer_(text_.blocks, options.epochs, options.seed, state.position),
      watch_(watch),
      snapshots_(progress_, learning_rate_, watch_, total_, options.epochs),
      shared_{options,        kernel_,     sampling.subsampler, sampling.negatives,
              learning_rate_, model.input, model.output,        progress_} {}

void Trainer::Run(std::span<PauseTask* const> tasks, const std::stop_token& stop) {
  while (!IsOver(tasks)) {
    const PauseCondition pause(stop, FirstDue(tasks), progress_);
    const bool waiting = dealer_.EpochDealt();
    TrainUntilPause(pause);
    watch_.Pause();
    // When the run was asked to stop, the end of an epoch can wait: until the run goes on.
    const bool stopping = stop.stop_requested();
    if (dealer_.EpochDealt() && (waiting || !stopping || dealer_.AllDealt())) EndEpoch(tasks);
    const bool over = IsOver(tasks);
    const bool stopped = stop.stop_requested();  // perhaps by what was done at the end of an epoch
    if (over || stopped || pause.IsDue()) {
      RequireFiniteRows();
      for (PauseTask* task : tasks) task->OnPause();
    }
    watch_.Resume();
    if (stopped && !over) {
      const auto done = static_cast<double>(progress_.tokens_done());
      throw TrainingStopped(
          fmt::format("stopped at {:.0f} %", 100 * done / static_cast<double>(total_)));
    }
  }
}

RunState Trainer::state() const {
  return {dealer_.position(), progress_.tokens_done(), progress_.Losses()};
}

bool Trainer::IsOver(std::span<PauseTask* const> tasks) const {
  return dealer_.AllDealt() || std::ranges::any_of(tasks, &PauseTask::EndsTraining);
}

void Trainer::TrainUntilPause(const PauseCondition& pause) {
  {
    const Monitor monitor([&] { observer_.OnProgress(snapshots_()); });
    TrainBlocks(shared_, text_.tokens, threads_, dealer_, pause);
  }
  if (progress_.diverged()) RequireFiniteRows();
}

void Trainer::EndEpoch(std::span<PauseTask* const> tasks) {
  model_.input.Compose(kernel_, threads_);
  for (PauseTask* task : tasks) task->OnEpochEnd(dealer_.position().epoch);
  dealer_.NextEpoch();
}

void Trainer::RequireFiniteRows() const {
  const double alpha = learning_rate_.At(progress_.tokens_done());
  if (const auto word = FirstBroken(model_)) {
    throw Diverged(fmt::format("the row of '{}' is no longer finite", text_.vocabulary.Word(*word)),
                   alpha, options_);
  }
  if (!progress_.diverged()) return;
  throw Diverged(fmt::format("the loss is over {:.0f}", HopelessLoss(options_.negative)), alpha,
                 options_);
}

}  // namespace hogvec
