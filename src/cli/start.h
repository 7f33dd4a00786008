#ifndef HOGVEC_CLI_START_H_
#define HOGVEC_CLI_START_H_

#include "cli/train_settings.h"
#include "hogvec/train.h"

namespace hogvec {

// What a run starts from by --init-vectors, --freeze-init and --append-vocab, read from its files.
class Start {
 public:
  // Throws as ReadVectors does; Error{kMalformed} for a model to append to that lacks output rows
  // or counts; Error{kUsage} if --dim is given and is not the file's. Else it becomes that.
  explicit Start(TrainSettings& settings);

  // Refers to this object.
  StartingPoint point() const;

 private:
  WordVectors vectors_;
  Vocabulary words_;
  bool used_ = false, freeze_ = false, appends_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_CLI_START_H_
