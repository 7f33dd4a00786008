#ifndef HOGVEC_TRAINING_PAUSE_H_
#define HOGVEC_TRAINING_PAUSE_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <utility>

#include "training/progress.h"

namespace hogvec {

// When workers shall pause: once somebody asks for it, once a time has come or a number of tokens
// was trained by this process, or once training has diverged. Safe to ask from any thread.
class PauseCondition {
 public:
  using Clock = std::chrono::steady_clock;

  static constexpr std::uint64_t kAnyTokens = std::numeric_limits<std::uint64_t>::max();

  PauseCondition(std::stop_token stop, Clock::time_point due, const Progress& progress,
                 std::uint64_t own_tokens = kAnyTokens)
      : stop_(std::move(stop)), due_(due), progress_(progress), own_tokens_(own_tokens) {}

  bool IsDue() const {
    return stop_.stop_requested() || progress_.diverged() || Clock::now() >= due_ ||
           progress_.own_tokens() >= own_tokens_;
  }

 private:
  const std::stop_token stop_;
  const Clock::time_point due_;
  const Progress& progress_;
  const std::uint64_t own_tokens_;
};

// Something that is done now and then while no worker trains, such as validation or a checkpoint.
// Called from the thread that called Trainer::Run().
class PauseTask {
 public:
  using Clock = PauseCondition::Clock;

  virtual ~PauseTask() = default;

  // Whether training ends although epochs are left.
  virtual bool EndsTraining() const { return false; }

  // Whether OnEpochEnd() reads the model: replicas of it need not be made one for others.
  virtual bool ReadsModel() const { return false; }

  // After every epoch, which counts from 0.
  virtual void OnEpochEnd(std::size_t /*epoch*/) {}

  // When this wants a pause next.
  virtual Clock::time_point Due() const { return Clock::time_point::max(); }

  // When some task was due, when the run was asked to stop, and at the end. No row is broken.
  virtual void OnPause() {}
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_PAUSE_H_
