#ifndef HOGVEC_TRAINING_WORKER_H_
#define HOGVEC_TRAINING_WORKER_H_

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "hogvec/train.h"
#include "kernel/kernel.h"
#include "model/context_means.h"
#include "model/input_layer.h"
#include "model/step_inputs.h"
#include "sampling/alias_table.h"
#include "sampling/subsampler.h"
#include "sampling/windows.h"
#include "training/learning_rate.h"
#include "training/progress.h"

namespace hogvec {

// What all workers share. The tables are written by all of them at once (Hogwild); everything else
// is constant or synchronises itself.
struct SharedTraining {
  const TrainOptions& options;
  const Kernel& kernel;
  const Subsampler& subsampler;
  const AliasTable& negatives;
  const LearningRate& learning_rate;
  InputLayer& input;
  EmbeddingTable& output;
  Progress& progress;
};

// Trains blocks, one at a time. All state that a worker needs besides the shared one is its own,
// and nothing in it survives a block, so the outcome of a block does not depend on who trains it.
class Worker {
 public:
  explicit Worker(const SharedTraining& shared);

  // Trains every window of a block of ids (words, and kLineEnd after each line) once.
  void TrainBlock(std::span<const WordId> ids, std::size_t epoch, Random& random);

 private:
  void TrainSlice(std::size_t begin, std::size_t end, float alpha, Random& random);
  void DrawNegatives(std::size_t begin, std::size_t end, Random& random);
  std::size_t DrawsFor(std::size_t first, std::size_t last) const;
  void GatherUpcoming(std::size_t group, std::size_t begin, std::size_t end);
  void TrainWindows(std::size_t first, std::size_t last, std::span<const WordId> negatives,
                    float alpha);
  void TrainMeans(std::size_t first, std::size_t last, std::span<const WordId> negatives,
                  float alpha);
  void TrainPairs(std::size_t centre, std::span<const WordId> negatives, float alpha);
  void TrainSteps(const StepBatch& all, bool with_loss);  // as many as it takes
  void TrainStep(const StepBatch& batch, bool with_loss);
  WindowGroup ReachFor(std::size_t first, std::size_t last);
  void GatherInputs(std::size_t first, std::size_t last);
  void ComposeInputs(std::size_t first, std::size_t last, std::span<const float* const> upcoming);
  void GatherOutputs(std::size_t first, std::size_t last, std::span<const WordId> negatives);
  std::size_t SamplesInBlock() const;
  void AddLossOf(const StepBatch& batch);

  const SharedTraining shared_;
  const bool per_pair_;                  // a draw of negatives for each pair of words
  const std::size_t windows_per_group_;  // that share a draw of negatives
  const std::size_t negatives_per_draw_;
  const Targets targets_[3];  // of a step with no centre word, with one, and with two
  StepScratch scratch_;
  WindowList windows_;
  std::vector<WordId> drawn_;           // negatives of the slice's groups, one after the other
  std::vector<std::size_t> draw_ends_;  // group g of the slice owns those up to draw_ends_[g]
  std::vector<Position> context_room_;
  std::vector<WindowSet> set_room_;
  StepInputs step_inputs_;
  std::optional<ContextMeans> means_;  // of CBOW
  const std::size_t words_ahead_;      // that input rows are fetched
  std::span<float* const> inputs_;     // of the step in hand
  std::span<const WindowSet> sets_;    // the windows that each of them belongs to
  std::vector<float*> outputs_;
  std::vector<const float*> upcoming_;
  LossSum loss_;                     // of the block in hand
  std::size_t groups_in_block_ = 0;  // trained so far
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_WORKER_H_
