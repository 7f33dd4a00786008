#ifndef HOGVEC_TRAINING_DIVERGENCE_H_
#define HOGVEC_TRAINING_DIVERGENCE_H_

#include <optional>
#include <string>
#include <string_view>

#include "hogvec/train.h"
#include "model/layers.h"

namespace hogvec {

// The first word with a row that has NaN or infinity, if there is one.
std::optional<WordId> FirstBroken(const Layers& model);

// What to lower where steps were too large.
std::string SmallerSteps(const TrainOptions& options);

// The error of a run that diverged: what shows it, at which learning rate, and what to lower.
TrainingDiverged Diverged(std::string_view what, double alpha, const TrainOptions& options);

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_DIVERGENCE_H_
