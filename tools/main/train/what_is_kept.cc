#include "main/train/what_is_kept.h"

#include <fmt/format.h>

#include "hogvec/train.h"

namespace hogvec {
namespace {

std::string ProgramFor(std::size_t replicas) {
  return replicas == 1 ? "hogvec" : fmt::format("mpirun -n {} hogvec-mpi", replicas);
}

}  // namespace

std::string WhatIsKept(const WayOn& run) {
  if (run.checkpoints.empty())
    return "; nothing is kept (--checkpoint DIR would keep what was learned)";
  if (!HasCheckpoints(run.checkpoints)) return "; there was nothing to keep yet";
  return fmt::format("; '{} train --resume {}' goes on", ProgramFor(run.replicas),
                     run.checkpoints.string());
}

}  // namespace hogvec
