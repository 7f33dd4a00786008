#ifndef HOGVEC_MAIN_TRAIN_TRAIN_CHECKS_H_
#define HOGVEC_MAIN_TRAIN_TRAIN_CHECKS_H_

#include "main/train/train_settings.h"

namespace hogvec {

// Everything about a run that can be known to fail is made to fail here, before hours of work; and
// the names of the corpus, and of the text for validation, become files.
void CheckTrainSettings(TrainSettings& settings);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_TRAIN_CHECKS_H_
