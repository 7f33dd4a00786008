#ifndef HOGVEC_CLI_RESUME_H_
#define HOGVEC_CLI_RESUME_H_

#include <span>
#include <string>

#include "cli/train_settings.h"

namespace hogvec {

// A run's settings as a checkpoint keeps them: the arguments that say the same as `settings`, every
// path absolute, with a zero byte behind each.
std::string NoteOf(const TrainSettings& settings);

// The settings of a run that goes on: those of the newest whole checkpoint in `folder`, and on top
// of them what `arguments` say: threads, outputs and the like may differ. What may not is refused
// by Train(). Throws as CheckpointNote does.
TrainSettings ResumedSettings(const std::filesystem::path& folder,
                              std::span<const std::string> arguments);

}  // namespace hogvec

#endif  // HOGVEC_CLI_RESUME_H_
