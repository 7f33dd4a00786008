#ifndef HOGVEC_MAIN_TRAIN_CONFIGURATION_H_
#define HOGVEC_MAIN_TRAIN_CONFIGURATION_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "main/train/train_settings.h"

namespace hogvec {

// Options in a file: lines `name = value`, a flag being `name = true` or `name = false`; `#` or `;`
// begins a comment, `[train]` may stand above; `input` may be given many times and is the corpus.

// The arguments that such a file stands for. Throws Error{kNoInput}; Error{kMalformed}, naming the
// line, for what is no such line or no option of `hogvec train`.
std::vector<std::string> ArgumentsIn(const std::filesystem::path& path);

// Such a file that stands for these settings, with a comment above.
std::string ConfigurationText(const TrainSettings& settings);

// What of the settings made the vectors what they are, by option: what a model file keeps.
std::map<std::string, std::string> ConfigurationOf(const TrainSettings& settings);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_CONFIGURATION_H_
