#ifndef HOGVEC_MAIN_TRAIN_WHAT_IS_KEPT_H_
#define HOGVEC_MAIN_TRAIN_WHAT_IS_KEPT_H_

#include <cstddef>
#include <filesystem>
#include <string>

namespace hogvec {

// What a run that did not end can be continued from.
struct WayOn {
  std::filesystem::path checkpoints;  // its folder; empty if it has none
  std::size_t replicas = 1;
};

// How to continue it, as the end of its message: "; 'hogvec train --resume DIR' goes on".
std::string WhatIsKept(const WayOn& run);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_WHAT_IS_KEPT_H_
