#include "validation/validator.h"

#include <algorithm>
#include <utility>

#include "base/stopwatch.h"

namespace hogvec {
namespace {

double MeanOf(const HeldOutBands& bands) {
  LossSum all;
  for (const LossSum& band : bands) all.Add(band);
  return all.Mean();
}

}  // namespace

std::size_t BestEpoch(std::span<const HeldOutBands> scores) {
  const auto best = std::ranges::min_element(scores, {}, MeanOf);
  return static_cast<std::size_t>(best - scores.begin());
}

bool PatienceIsOver(std::span<const HeldOutBands> scores, std::size_t patience) {
  if (patience == 0 || scores.empty()) return false;
  return scores.size() - 1 - BestEpoch(scores) >= patience;
}

Validator::Validator(const HeldOutText& text, const Layers& model, const Sampling& sampling,
                     std::size_t patience, ValidationState state)
    : text_(text),
      model_(model),
      sampling_(sampling),
      patience_(patience),
      state_(std::move(state)) {}

void Validator::OnEpochEnd(std::size_t) {
  if (text_.empty()) return;
  const Stopwatch watch;
  state_.scores.push_back(text_.Score(model_.input.word_rows(), model_.output, sampling_));
  const bool is_best = BestEpoch(state_.scores) + 1 == state_.scores.size();
  if (is_best && patience_ > 0) state_.best.CopyFrom(model_);
  seconds_ += watch.Seconds();
}

std::vector<HeldOutLoss> Validator::Losses() const {
  std::vector<HeldOutLoss> losses;
  for (const HeldOutBands& bands : state_.scores) losses.push_back(text_.LossOf(bands));
  return losses;
}

}  // namespace hogvec
