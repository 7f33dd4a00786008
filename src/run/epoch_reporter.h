#ifndef HOGVEC_RUN_EPOCH_REPORTER_H_
#define HOGVEC_RUN_EPOCH_REPORTER_H_

#include <cstddef>
#include <cstdint>

#include "hogvec/replicas.h"
#include "hogvec/train.h"
#include "model/layers.h"
#include "training/pause.h"
#include "training/trainer.h"
#include "validation/validator.h"

namespace hogvec {

// Tells the observer of each epoch, after it was validated; where there are several ranks, what one
// observer throws ends all. Refers to what it is given.
class EpochReporter : public PauseTask {
 public:
  EpochReporter(TrainObserver& observer, Replicas& replicas, const Vocabulary& vocabulary,
                const Layers& model, const Trainer& trainer, const Validator& validator)
      : observer_(observer),
        replicas_(replicas),
        vocabulary_(vocabulary),
        model_(model),
        trainer_(trainer),
        validator_(validator) {}

  void OnEpochEnd(std::size_t epoch) override;

 private:
  TrainObserver& observer_;
  Replicas& replicas_;
  const Vocabulary& vocabulary_;
  const Layers& model_;
  const Trainer& trainer_;
  const Validator& validator_;
  std::uint64_t pairs_before_ = 0;  // this epoch
};

}  // namespace hogvec

#endif  // HOGVEC_RUN_EPOCH_REPORTER_H_
