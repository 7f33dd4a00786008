#ifndef HOGVEC_MAIN_TRAIN_WHAT_IS_KEPT_H_
#define HOGVEC_MAIN_TRAIN_WHAT_IS_KEPT_H_

#include <filesystem>
#include <string>

namespace hogvec {

// How to continue a run that did not end, as the end of its message: "; 'hogvec train --resume
// DIR' goes on". `checkpoints` is its folder, empty if it has none.
std::string WhatIsKept(const std::filesystem::path& checkpoints);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_WHAT_IS_KEPT_H_
