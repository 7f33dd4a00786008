#ifndef HOGVEC_TRAINING_KEEPER_H_
#define HOGVEC_TRAINING_KEEPER_H_

#include <optional>
#include <stop_token>
#include <string>

#include "hogvec/embedding_table.h"
#include "hogvec/train.h"
#include "io/tensor_file.h"
#include "training/block_dealer.h"
#include "training/checkpoint.h"
#include "training/checkpoint_folder.h"
#include "training/epochs.h"
#include "training/progress.h"
#include "training/validation.h"

namespace hogvec {

// Keeps a run from being lost: knows when to write checkpoints, where, and what to go on from. Does
// nothing where no folder for them was given.
//
// For one thread at a time, which must be none of the workers.
class Keeper {
 public:
  // Opens the folder; to resume, also the newest whole checkpoint in it, which must be of a run
  // with the same `options`. Throws as CheckpointFolder, OpenNewestCheckpoint and
  // RequireSameOptions do; Error{kUsage} if a folder of an earlier run was given to a new one.
  Keeper(const CheckpointOptions& checkpoints, const TensorMetadata& options,
         TrainObserver& observer);

  bool resumes() const { return kept_.has_value(); }

  // What to go on from, without the tables; for a new run, the beginning of `epochs` epochs. To be
  // asked once.
  Checkpoint TakeFirstState(std::size_t epochs);

  // Throws Error{kMalformed} if the corpus is not that of the checkpoint.
  void RequireCorpus(const Checkpoint& state, const CorpusIdentity& read) const;

  // Throws Error{kMalformed} if the position of the checkpoint is outside of so many blocks.
  void RequirePosition(const Checkpoint& state, std::size_t blocks) const;

  // Sets the tables to those of the checkpoint, or as a new run begins: random and zero; `best` to
  // what a checkpoint has kept of the best epoch.
  void FillTables(std::uint64_t seed, EmbeddingTable& input, EmbeddingTable& output,
                  BestRows& best) const;

  // When the workers shall rest next.
  Rest NextRest(const std::stop_token& stop, const Progress& progress) const;

  // Writes what stands in the tables and where training has got, while the workers rest.
  void Save(Checkpoint& state, const BlockDealer& dealer, const Progress& progress,
            const EmbeddingTable& input, const EmbeddingTable& output, const BestRows& best);

  // What is kept, for the end of a message: "; 'hogvec train --resume DIR' ...".
  std::string Advice() const;

 private:
  const CheckpointOptions options_;
  Checkpoint first_;
  std::optional<CheckpointFolder> folder_;
  std::optional<TensorReader> kept_;  // the file of `first_`, of which the tables are still to read
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_KEEPER_H_
