#ifndef HOGVEC_MAIN_TRAIN_START_H_
#define HOGVEC_MAIN_TRAIN_START_H_

#include <filesystem>
#include <map>
#include <string>

#include "hogvec/train.h"
#include "main/train/train_settings.h"

namespace hogvec {

// Options that nobody gave become those of the model to go on with, whose file names them in
// `configuration`: those whose role is kModel. Notes in the settings what was taken and what
// differs. Throws Error{kNoInput} if a file that the model's options name can't be read;
// Error{kMalformed} for a value that can't be.
void TakeOptionsOf(const std::filesystem::path& model,
                   const std::map<std::string, std::string>& configuration,
                   TrainSettings& settings);

// What a run starts from by --init-vectors, --freeze-init and --append-vocab, read from its files.
class Start {
 public:
  // Makes the settings those of the run. Throws as ReadVectors does; Error{kMalformed} for a model
  // to append to that lacks output rows or counts; Error{kUsage} if --dim is given and is not the
  // file's. Else it becomes that.
  explicit Start(TrainSettings& settings);

  // Refers to this object.
  StartingPoint point() const;

 private:
  WordVectors vectors_;
  Vocabulary words_;
  bool used_ = false, freeze_ = false, appends_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_START_H_
