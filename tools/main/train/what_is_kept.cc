#include "main/train/what_is_kept.h"

#include <fmt/format.h>

#include "hogvec/train.h"

namespace hogvec {

std::string WhatIsKept(const std::filesystem::path& checkpoints) {
  if (checkpoints.empty())
    return "; nothing is kept (--checkpoint DIR would keep what was learned)";
  if (!HasCheckpoints(checkpoints)) return "; there was nothing to keep yet";
  return fmt::format("; 'hogvec train --resume {}' goes on", checkpoints.string());
}

}  // namespace hogvec
