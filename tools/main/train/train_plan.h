#ifndef HOGVEC_MAIN_TRAIN_TRAIN_PLAN_H_
#define HOGVEC_MAIN_TRAIN_TRAIN_PLAN_H_

#include <filesystem>
#include <map>
#include <string>

#include "hogvec/train.h"
#include "main/train/train_settings.h"

namespace hogvec {

// Options that nobody gave become those of the model to continue, whose file names them in
// `configuration`: those whose role is kModel. Notes in the settings what was taken and what
// differs. Throws Error{kNoInput} if a file that the model's options name can't be read;
// Error{kMalformed} for a value that can't be.
void TakeOptionsOf(const std::filesystem::path& model,
                   const std::map<std::string, std::string>& configuration,
                   TrainSettings& settings);

// A run of `hogvec train` with nothing left open.
struct TrainPlan {
  TrainSettings settings;
  WordVectors vectors = {};  // rows to start from, by --init-vectors or --append-vocab; or none
  Vocabulary base = {};      // the words of a model whose training is continued

  // Refers to this object.
  StartingPoint start() const;
};

// What follows from settings, and from the file that a run starts from, which is read: the length
// of the vectors, and the model's options. For training, --dry-run, --print-config and --resume
// alike.
//
// Throws as ReadVectors does; Error{kMalformed} for a model to append to that lacks output rows or
// counts; Error{kUsage} if --dim is given and is not the file's, or if an output can't have rows of
// the file's length.
TrainPlan Resolve(TrainSettings settings);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_TRAIN_PLAN_H_
