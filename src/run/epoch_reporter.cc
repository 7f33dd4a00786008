#include "run/epoch_reporter.h"

#include <vector>

#include "replicas/agreement.h"

namespace hogvec {

void EpochReporter::OnEpochEnd(std::size_t epoch) {
  const std::vector<HeldOutLoss> held_out = validator_.Losses();
  const EpochReport report{.epoch = epoch + 1,
                           .epochs = trainer_.options().epochs,
                           .loss = trainer_.progress().LossOfEpoch(epoch).Mean(),
                           .pairs = trainer_.progress().pairs_done() - pairs_before_,
                           .seconds = trainer_.Seconds(),
                           .held_out = held_out.empty() ? nullptr : &held_out.back(),
                           .vocabulary = vocabulary_,
                           .input = model_.input.word_rows(),
                           .output = model_.output};
  RunTogether(replicas_, [&] { observer_.OnEpoch(report); });
  pairs_before_ = trainer_.progress().pairs_done();
}

}  // namespace hogvec
