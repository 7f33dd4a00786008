#ifndef HOGVEC_MAIN_TRAIN_RUN_RECORDER_H_
#define HOGVEC_MAIN_TRAIN_RUN_RECORDER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hogvec/neighbours.h"
#include "hogvec/report.h"
#include "hogvec/train.h"
#include "main/train/timeline.h"
#include "main/train/watched_words.h"

namespace hogvec {

// Gathers what a report shows of the course of a run. Its calls are those of a TrainObserver; for
// one thread at a time.
class RunRecorder : public TrainObserver {
 public:
  // Follows the neighbours of these words, or of a sample if there are none. `threads` look for
  // them at the end of an epoch, as NeighbourSearch has it.
  RunRecorder(std::vector<std::string> words, std::uint64_t seed, std::size_t threads);

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override;
  void OnProgress(const TrainProgress& progress) override;
  void OnEpoch(const EpochReport& report) override;

  // The words that it follows, when the vocabulary is known.
  const WatchedWords& watched() const { return watched_; }

  // What has come so far: moments, epochs, watched and not_found of a record.
  RunRecord Record(const Vocabulary& vocabulary) const;

 private:
  const std::vector<std::string> words_;
  const std::uint64_t seed_;
  const std::size_t threads_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  WatchedWords watched_;
  Timeline timeline_;
  std::vector<RunRecord::Epoch> epochs_;
  std::vector<std::vector<std::vector<Neighbour>>> neighbours_;  // by epoch and watched word
};

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_RUN_RECORDER_H_
