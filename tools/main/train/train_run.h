#ifndef HOGVEC_MAIN_TRAIN_TRAIN_RUN_H_
#define HOGVEC_MAIN_TRAIN_TRAIN_RUN_H_

#include <string>

#include "cli/signal_watch.h"
#include "hogvec/replicas.h"
#include "main/train/train_settings.h"

namespace hogvec {

// Who runs a training: the name that its lines open with, as "hogvec train", the ranks that train
// together, and what signals ask for.
struct TrainParty {
  std::string command;
  Replicas& replicas;
  SignalWatch& signals;
};

// A run of `hogvec train` from checked settings to written vectors, with all that a terminal adds:
// progress, logs, the summary, a report. Of several ranks the first shows and writes; the others
// only train. A run that a signal stops says on one line what is kept, and returns. Throws Error.
void RunTraining(TrainSettings told, const TrainParty& party);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_TRAIN_RUN_H_
