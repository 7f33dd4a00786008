#include "run/summary.h"

#include <span>

#include "replicas/agreement.h"

namespace hogvec {

TrainSummary Summarize(const Corpus& corpus, const HeldOutText& held_out, const Trainer& trainer,
                       const Validator& validator, double seconds_reading) {
  const ValidationState& validation = validator.state();
  const std::size_t last =
      validation.scores.empty() ? trainer.options().epochs : validation.scores.size();
  const std::size_t kept = validation.best.empty() ? last : BestEpoch(validation.scores) + 1;
  return {.tokens = corpus.identity.tokens,
          .held_out = held_out.tokens_held_out(),
          .trained = trainer.progress().tokens_done(),
          .lines = corpus.identity.lines,
          .prune = corpus.prune,
          .words_per_second = trainer.WordsPerSecond(),
          .seconds_reading = seconds_reading,
          .seconds_training = trainer.Seconds(),
          .seconds_validating = validator.Seconds(),
          .first_loss = trainer.progress().LossOfEpoch(0).Mean(),
          .loss = trainer.progress().LossOfEpoch(kept - 1).Mean(),
          .epochs = last,
          .kept_epoch = kept,
          .validation = validator.Losses(),
          .token_bytes_spilled = corpus.tokens->bytes_spilled(),
          .threads = trainer.threads(),
          .kernel = std::string(trainer.kernel_name())};
}

std::vector<RankSummary> SummarizeRanks(Replicas& replicas, const Trainer& trainer,
                                        const ReplicaMerger& merger) {
  const Progress& progress = trainer.progress();
  const MeetingFigures figures = merger.figures();
  LossSum loss;
  for (const LossSum& epoch : progress.OwnLosses()) {
    if (epoch.pairs > 0) loss = epoch;
  }
  const RankSummary own{.tokens = progress.own_tokens(),
                        .loss = loss.Mean(),
                        .seconds_waiting = figures.seconds_waiting,
                        .seconds_merging = figures.seconds_merging,
                        .meetings = figures.meetings,
                        .rows_merged = figures.rows_merged,
                        .bytes_sent = replicas.bytes_sent()};
  std::vector<RankSummary> ranks;
  for (const auto& rank : GatherValues(replicas, std::span(&own, 1))) ranks.push_back(rank.at(0));
  return ranks;
}

void MarkStopped(const Trainer& trainer, TrainSummary& summary) {
  summary.stopped = true;
  std::size_t begun = trainer.state().position.epoch;
  summary.epochs = summary.kept_epoch = begun;
  if (begun > 0 && trainer.progress().LossOfEpoch(begun).pairs == 0) --begun;
  summary.loss = trainer.progress().LossOfEpoch(begun).Mean();
}

}  // namespace hogvec
