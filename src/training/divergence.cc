#include "training/divergence.h"

#include <fmt/format.h>

namespace hogvec {

std::optional<WordId> FirstBroken(const Layers& model) {
  if (const auto word = model.input.FirstNonFinite()) return word;
  if (const auto row = model.output.FirstNonFinite()) return ToWordId(ToIndex(*row));
  return std::nullopt;
}

std::string SmallerSteps(const TrainOptions& options) {
  return fmt::format("lower --alpha (it is {:g}), else --window ({}) or --negative ({})",
                     AlphaOf(options), options.window, options.negative);
}

TrainingDiverged Diverged(std::string_view what, double alpha, const TrainOptions& options) {
  return TrainingDiverged(
      fmt::format("training diverged: {} at alpha {:.4g}; {}", what, alpha, SmallerSteps(options)));
}

}  // namespace hogvec
