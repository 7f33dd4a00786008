#ifndef HOGVEC_MAIN_TRAIN_RESUME_H_
#define HOGVEC_MAIN_TRAIN_RESUME_H_

#include <filesystem>
#include <string>

#include "main/train/train_settings.h"

namespace hogvec {

// A run's settings as a checkpoint keeps them: the arguments that say the same as `settings`, every
// path absolute, each followed by a zero byte.
std::string NoteOf(const TrainSettings& settings);

// The settings of the newest whole checkpoint in `folder`. On top of them the run that goes on may
// say others: threads, outputs and the like may differ, what may not is refused by Train(). Throws
// as CheckpointNote does.
TrainSettings ResumedSettings(const std::filesystem::path& folder);

// Throws Error{kUsage} if the settings are for another kind of model than the checkpoint's.
void RequireSameModel(const TrainSettings& settings, Architecture kept);

// Makes the folder that the settings resume from that of their checkpoints. Throws Error{kUsage} if
// they name another.
void KeepCheckpointsWhereTheyAre(TrainSettings& settings);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_RESUME_H_
