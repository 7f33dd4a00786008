#include "run/verdict.h"

#include <fmt/format.h>

#include "hogvec/error.h"
#include "kernel/loss.h"
#include "training/divergence.h"

namespace hogvec {
namespace {

// Lines of hardly more than one word have no pairs; longer ones lose theirs to subsampling.
std::string WhyFewPairs(const TrainedPairs& run, const TrainOptions& options) {
  const double words = static_cast<double>(run.tokens) / static_cast<double>(run.lines);
  if (words < 2) {
    return fmt::format(
        "a line has {:.1f} words of the vocabulary on average, and only words of one line are "
        "trained together; --sentence file takes each file as one line, --sentence N cuts it every "
        "N words",
        words);
  }
  return fmt::format(
      "subsampling leaves hardly any two words together in a line; --sample 0 keeps all words (it "
      "is "
      "{:g})",
      options.sample);
}

}  // namespace

std::optional<std::string> LackOfPairs(const TrainedPairs& run, const TrainOptions& options) {
  if (run.losses > 0) return std::nullopt;
  return fmt::format("not one pair of words was trained: {}", WhyFewPairs(run, options));
}

std::vector<std::string> DoubtsOf(const TrainedPairs& run, const TrainOptions& options) {
  std::vector<std::string> doubts;
  if (run.pairs * 100 < run.trained) {
    doubts.push_back(fmt::format("the vectors are hardly trained: {} {} from {} tokens; {}",
                                 run.pairs,
                                 IsCbow(options) ? "windows with a context word" : "pairs of words",
                                 run.trained, WhyFewPairs(run, options)));
  }
  // Random rows are at chance, give or take what is drawn; a hundredth more is neither.
  const double chance = ChanceLoss(options.negative);
  if (run.loss > 1.01 * chance) {
    doubts.push_back(
        fmt::format("the vectors are worse than random ones: the last epoch's loss is {:.4f} per "
                    "{}, that of chance {:.4f}; {}",
                    run.loss, UnitOfLoss(options.architecture), chance, SmallerSteps(options)));
  }
  return doubts;
}

void RequireLearned(const TrainSummary& summary, const Trainer& trainer, TrainObserver& observer,
                    bool accept_no_pairs) {
  const Progress& progress = trainer.progress();
  const TrainedPairs run{.tokens = summary.tokens,
                         .lines = summary.lines,
                         .trained = trainer.TokensTrained(),
                         .pairs = progress.pairs_done(),
                         .losses = progress.LossOfAll().pairs,
                         .loss = summary.loss};
  if (const auto lack = LackOfPairs(run, trainer.options())) {
    if (!accept_no_pairs) throw Error(ErrorKind::kMalformed, *lack);
    observer.OnWarning(*lack);
    return;
  }
  for (const std::string& doubt : DoubtsOf(run, trainer.options())) observer.OnWarning(doubt);
}

}  // namespace hogvec
