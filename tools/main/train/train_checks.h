#ifndef HOGVEC_MAIN_TRAIN_TRAIN_CHECKS_H_
#define HOGVEC_MAIN_TRAIN_TRAIN_CHECKS_H_

#include "main/train/train_settings.h"

namespace hogvec {

// Everything about a run that can be known to fail is made to fail here, before hours of work; and
// the names of the corpus, and of the text for validation, become files. A rank that does not write
// the results need not be able to.
void CheckTrainSettings(TrainSettings& settings, bool writes = true);

// Takes out all that is shown and written, for a rank that another does that for.
void OnlyTrain(TrainSettings& settings);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_TRAIN_CHECKS_H_
