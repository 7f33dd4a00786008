#ifndef HOGVEC_VALIDATION_VALIDATOR_H_
#define HOGVEC_VALIDATION_VALIDATOR_H_

#include <cstddef>
#include <span>
#include <vector>

#include "model/layers.h"
#include "training/pause.h"
#include "validation/held_out_text.h"

namespace hogvec {

// The epoch with the lowest loss, of all that were scored; there must be one.
std::size_t BestEpoch(std::span<const HeldOutBands> scores);

// Whether the last `patience` epochs were no better than one before them; never if it is 0.
bool PatienceIsOver(std::span<const HeldOutBands> scores, std::size_t patience);

// What validation has come to: the losses of all epochs so far, and with patience, both tables as
// they were after the best epoch.
struct ValidationState {
  std::vector<HeldOutBands> scores;
  SavedRows best;
};

// Scores the held-out text after each epoch, keeps the best rows, and ends training when patience
// is over. Refers to what it is given.
class Validator : public PauseTask {
 public:
  // Goes on from `state`.
  Validator(const HeldOutText& text, const Layers& model, const Sampling& sampling,
            std::size_t patience, ValidationState state);

  bool EndsTraining() const override { return PatienceIsOver(state_.scores, patience_); }
  bool ReadsModel() const override { return !text_.empty(); }
  void OnEpochEnd(std::size_t epoch) override;

  const ValidationState& state() const { return state_; }
  SavedRows TakeBest() { return std::move(state_.best); }

  // Of all epochs.
  std::vector<HeldOutLoss> Losses() const;

  // That scoring took.
  double Seconds() const { return seconds_; }

 private:
  const HeldOutText& text_;
  const Layers& model_;
  const Sampling& sampling_;
  const std::size_t patience_;
  ValidationState state_;
  double seconds_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_VALIDATION_VALIDATOR_H_
