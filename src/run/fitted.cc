#include "run/fitted.h"

namespace hogvec {
namespace {

// Passes the progress of a fit on as that of a run.
class FitRelay : public FitObserver {
 public:
  FitRelay(TrainObserver& observer, std::size_t epochs) : observer_(observer), epochs_(epochs) {}

  void OnProgress(const FitProgress& progress) override {
    observer_.OnProgress({.phase = TrainProgress::Phase::kFitting,
                          .epoch = epochs_,
                          .epochs = epochs_,
                          .share_fitted = progress.share,
                          .seconds_left = progress.seconds_left});
  }

 private:
  TrainObserver& observer_;
  const std::size_t epochs_;
};

}  // namespace

FittedSubwords FitToResult(const Vocabulary& vocabulary, const EmbeddingTable& inputs,
                           const TrainOptions& options, TrainObserver& observer,
                           const std::stop_token& stop) {
  FitRelay relay(observer, options.epochs);
  FitOptions fit;
  fit.ngrams = options.ngrams;
  fit.threads = options.threads;
  fit.seed = options.seed;
  try {
    return FitSubwords(vocabulary.words(), inputs, vocabulary.counts(), fit, stop, relay);
  } catch (const Interrupted&) {
    throw TrainingStopped("stopped while n-gram vectors were fitted");
  }
}

}  // namespace hogvec
