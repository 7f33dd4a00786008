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
      learning_rate_(AlphaOf(options), total_, options.min_alpha),
      progress_(state.tokens_done, ForEpochs(std::move(state.losses), options.epochs),
                HopelessLoss(options.negative)),
      dealer_(text_.blocks, options.epochs, options.seed, std::move(state.position)),
      watch_(watch),
      snapshots_(progress_, learning_rate_, watch_, total_, options.epochs),
      shared_{options,        kernel_,     sampling.subsampler, sampling.negatives,
              learning_rate_, model.input, model.output,        progress_} {}

void Trainer::Run(std::span<PauseTask* const> tasks, const std::stop_token& stop,
                  Meetings& meetings) {
  epoch_over_ = meetings.Agree({.epoch_over = dealer_.EpochDealt()}).epoch_over;
  if (!IsOver(tasks)) meetings.BeginEpoch(Left());
  while (!IsOver(tasks)) {
    const bool waiting = epoch_over_;
    const Standing paused = TrainUntilPause(tasks, stop, meetings);
    watch_.Pause();
    epoch_over_ = paused.epoch_over;
    // When the run was asked to stop, the end of an epoch can wait: until the run goes on.
    if (epoch_over_ && (waiting || !paused.stop || dealer_.InLastEpoch())) EndEpoch(tasks);
    const bool over = IsOver(tasks);
    // Perhaps asked for by what was done at the end of an epoch.
    const Standing now = meetings.Agree(OwnStanding(tasks, stop));
    if (over || now.stop || now.pause) {
      if (!merged_) meetings.MergeAll();
      RequireFiniteRows(now.diverged);
      for (PauseTask* task : tasks) task->OnPause();
    }
    watch_.Resume();
    if (now.stop && !over) {
      const auto done = static_cast<double>(progress_.tokens_done());
      throw TrainingStopped(
          fmt::format("stopped at {:.0f} %", 100 * done / static_cast<double>(total_)));
    }
    if (!over) meetings.BeginEpoch(Left());
  }
}

RunState Trainer::state() const {
  return {dealer_.position(), progress_.tokens_done(), progress_.Losses()};
}

bool Trainer::IsOver(std::span<PauseTask* const> tasks) const {
  return (epoch_over_ && dealer_.InLastEpoch()) ||
         std::ranges::any_of(tasks, &PauseTask::EndsTraining);
}

Standing Trainer::OwnStanding(std::span<PauseTask* const> tasks,
                              const std::stop_token& stop) const {
  const auto due = FirstDue(tasks);  // before the time, for a task that is always due
  return {.stop = stop.stop_requested(),
          .pause = PauseTask::Clock::now() >= due,
          .diverged = progress_.diverged(),
          .epoch_over = dealer_.EpochDealt()};
}

Standing Trainer::TrainUntilPause(std::span<PauseTask* const> tasks, const std::stop_token& stop,
                                  Meetings& meetings) {
  Standing now;
  {
    const Monitor monitor([&] { observer_.OnProgress(snapshots_()); });
    do {
      const PauseCondition pause(stop, FirstDue(tasks), progress_, meetings.Next());
      TrainBlocks(shared_, text_.tokens, threads_, dealer_, pause);
      now = meetings.Meet(OwnStanding(tasks, stop));
    } while (!now.stop && !now.pause && !now.diverged && !now.epoch_over);
    merged_ = IsRead(tasks, now);
    if (merged_) {
      meetings.MergeAll();
    } else {
      meetings.ShareProgress();
    }
  }
  if (now.diverged) RequireFiniteRows(true);
  return now;
}

// Whether somebody reads the model now: at the end of an epoch, or because training pauses or ends.
bool Trainer::IsRead(std::span<PauseTask* const> tasks, const Standing& now) const {
  return !now.epoch_over || now.stop || now.pause || now.diverged || dealer_.InLastEpoch() ||
         std::ranges::any_of(tasks, &PauseTask::ReadsModel);
}

void Trainer::EndEpoch(std::span<PauseTask* const> tasks) {
  model_.input.Compose(kernel_, threads_);
  for (PauseTask* task : tasks) task->OnEpochEnd(dealer_.epoch());
  epoch_over_ = dealer_.InLastEpoch();
  dealer_.NextEpoch();
}

// By the ids of the blocks that are left, line ends included: what is planned with it may be rough.
EpochLeft Trainer::Left() const {
  const auto ids_of = [&](const std::vector<std::uint32_t>& blocks) {
    double ids = 0;
    for (const std::uint32_t block : blocks) ids += static_cast<double>(text_.tokens.Count(block));
    return ids;
  };
  const double all = ids_of(text_.blocks);
  const double share = all > 0 ? ids_of(dealer_.Left()) / all : 0;
  return {dealer_.epoch(),
          static_cast<std::uint64_t>(share * static_cast<double>(text_.own_tokens))};
}

void Trainer::RequireFiniteRows(bool diverged) const {
  const double alpha = learning_rate_.At(progress_.tokens_done());
  if (const auto word = FirstBroken(model_)) {
    throw Diverged(fmt::format("the row of '{}' is no longer finite", text_.vocabulary.Word(*word)),
                   alpha, options_);
  }
  if (!diverged) return;
  throw Diverged(fmt::format("the loss is over {:.0f}", HopelessLoss(options_.negative)), alpha,
                 options_);
}

}  // namespace hogvec
