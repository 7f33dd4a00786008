#ifndef HOGVEC_CHECKPOINT_CHECKPOINT_H_
#define HOGVEC_CHECKPOINT_CHECKPOINT_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/train.h"
#include "hogvec/vocabulary.h"
#include "ingest/ingest.h"
#include "io/tensor_file.h"
#include "model/layers.h"
#include "training/run_state.h"
#include "validation/held_out.h"

namespace hogvec {

// One file that holds all a run needs to go on between two blocks as if it had never stopped: both
// tables, the words and counts, how far dealing and the learning rate have got, the losses; and
// what says whether it is the same run: its options and the corpus's fingerprint. Randomness needs
// no place in it, since it is named by (seed, epoch, block).

// Everything but the words and the tables.
struct Checkpoint {
  TensorMetadata options;  // those that the result depends on, by their names on the command line
  PruneReport prune;
  CorpusIdentity corpus;
  RunState state;
  std::vector<HeldOutBands> scores;  // of held-out text, by epoch, as far as there are any
  std::string note;                  // CheckpointOptions::note
};

// What a run can't change when it is resumed, as texts: FixedOptions() and what it starts from.
TensorMetadata LastingOptions(const IngestOptions& ingest, const TrainOptions& options,
                              const StartingPoint& start = {});

// Writes a checkpoint, with the rows of the best epoch if some are kept; the file appears when it
// is whole and on disk. Throws as AtomicFile does.
void WriteCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint,
                     const Vocabulary& vocabulary, const EmbeddingTable& input,
                     const EmbeddingTable& output, const SavedRows& best = {});

// Reads one that TensorReader found whole. Throws Error{kMalformed} where it is no checkpoint.
Checkpoint ReadCheckpoint(const TensorReader& file);

// Its words and their counts. Throws Error{kMalformed} where they make no vocabulary.
Vocabulary ReadVocabulary(const TensorReader& file);

// Fills the tables, which must have the checkpoint's shape.
void ReadTables(const TensorReader& file, EmbeddingTable& input, EmbeddingTable& output);

// The rows of the best epoch, which must have the shape of the model's; empty if the file has none.
SavedRows ReadBestRows(const TensorReader& file, const Layers& model);

// Throws Error{kUsage}, naming the first difference and both values. What was not kept, since the
// option is newer than the checkpoint, had its default.
void RequireSameOptions(const std::filesystem::path& path, const TensorMetadata& kept,
                        const TensorMetadata& given);

// Throws Error{kMalformed} if the text is not the one that the checkpoint was made on.
void RequireSameCorpus(const std::filesystem::path& path, const CorpusIdentity& kept,
                       const CorpusIdentity& given);

}  // namespace hogvec

#endif  // HOGVEC_CHECKPOINT_CHECKPOINT_H_
