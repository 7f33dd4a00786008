#ifndef HOGVEC_CHECKPOINT_CHECKPOINT_STORE_H_
#define HOGVEC_CHECKPOINT_CHECKPOINT_STORE_H_

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "checkpoint/checkpoint.h"
#include "checkpoint/checkpoint_folder.h"
#include "hogvec/replicas.h"
#include "hogvec/train.h"
#include "io/tensor_file.h"

namespace hogvec {

// A run to continue: its newest whole checkpoint, of which the tables are still to read.
struct StoredRun {
  TensorReader file;
  Checkpoint checkpoint;
  Vocabulary vocabulary;

  // Throws Error{kMalformed} if the corpus is not that of the checkpoint.
  void RequireCorpus(const CorpusIdentity& read) const;

  // Throws Error{kMalformed} if these are not the words and counts of the checkpoint.
  void RequireVocabulary(const Vocabulary& read) const;

  // Throws Error{kMalformed} if the position is outside of the text's blocks or of the epochs.
  void RequirePosition(std::size_t blocks, std::size_t epochs) const;
};

// The checkpoints of one run: where they are, and which run to continue. Does nothing where no
// folder was given. Of several ranks the first has the folder and writes; the others read the file
// that a run is resumed from, so that must be where all can read it.
//
// For one thread at a time, which must be none of the workers. With several ranks, all but the
// getters are collective.
class CheckpointStore {
 public:
  using Warn = std::function<void(const std::string&)>;

  // Opens the folder. Throws as CheckpointFolder does; Error{kUsage} if a folder of an earlier run
  // was given to a new one.
  CheckpointStore(CheckpointOptions options, Replicas& replicas);

  // The run to resume, which must have the same `options`; nothing for a new one. Warns of each
  // damaged checkpoint that it skips. Throws as OpenNewestCheckpoint and RequireSameOptions
  // do.
  std::optional<StoredRun> OpenNewest(const TensorMetadata& options, const Warn& warn);

  bool keeps() const { return !options_.folder.empty(); }
  std::chrono::milliseconds interval() const { return options_.every; }
  const std::string& note() const { return options_.note; }

  // Writes a checkpoint; its position becomes that of all ranks.
  void Add(Checkpoint& checkpoint, const Vocabulary& vocabulary, const Layers& model,
           const SavedRows& best);

 private:
  void OpenFolder();
  static StoredRun Read(TensorReader file, const TensorMetadata& options);

  const CheckpointOptions options_;
  Replicas& replicas_;
  std::optional<CheckpointFolder> folder_;  // of the first rank
};

}  // namespace hogvec

#endif  // HOGVEC_CHECKPOINT_CHECKPOINT_STORE_H_
