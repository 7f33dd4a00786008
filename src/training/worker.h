#ifndef HOGVEC_TRAINING_WORKER_H_
#define HOGVEC_TRAINING_WORKER_H_

#include <cstddef>
#include <span>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "hogvec/train.h"
#include "kernel/kernel.h"
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
  EmbeddingTable& input;
  EmbeddingTable& output;
  Progress& progress;
};

// Trains blocks, one at a time. All state that a worker needs besides the shared one is its own,
// and nothing in it survives a block, so the outcome of a block does not depend on who trains it.
class Worker {
 public:
  explicit Worker(const SharedTraining& shared);

  // Trains every window of a block of ids (words, and kLineEnd behind each line) once.
  void TrainBlock(std::span<const WordId> ids, std::size_t epoch, Random& random);

 private:
  void TrainSlice(std::size_t begin, std::size_t end, float alpha, Random& random);
  void DrawNegatives(std::size_t begin, std::size_t end, Random& random);
  void TrainWindow(std::size_t centre, std::span<const WordId> negatives, float alpha);
  std::size_t DrawsFor(const Window& window) const;
  void GatherUpcoming(std::size_t centre, std::size_t begin, std::size_t end);
  void GatherContext(std::size_t centre);
  void GatherOutputs(WordId centre, std::span<const WordId> negatives);
  void Step(std::span<float* const> inputs, std::span<const float* const> upcoming, float alpha,
            bool with_loss);
  void AddLossOfStep(std::size_t inputs);

  const SharedTraining shared_;
  const bool per_window_;  // one draw of negatives for all pairs of a window
  StepScratch scratch_;
  WindowList windows_;
  std::vector<WordId> drawn_;           // negatives of the slice's windows, one after the other
  std::vector<std::size_t> draw_ends_;  // window i of the slice owns those up to draw_ends_[i]
  std::vector<float*> inputs_;
  std::vector<float*> outputs_;
  std::vector<const float*> upcoming_;
  LossSum loss_;                      // of the block in hand
  std::size_t trained_in_block_ = 0;  // windows
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_WORKER_H_
