// What an observer throws comes out of Train(), on the caller's thread, whatever the call.
#include "run/observer_relay.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

enum class Call { kVocabulary, kReading, kTraining, kEpoch };

class Thrower : public TrainObserver {
 public:
  explicit Thrower(Call call) : call_(call) {}
  void OnVocabulary(const Vocabulary&, const PruneReport&) override { ThrowAt(Call::kVocabulary); }
  void OnProgress(const TrainProgress& progress) override {
    ThrowAt(progress.phase == TrainProgress::Phase::kReading ? Call::kReading : Call::kTraining);
  }
  void OnEpoch(const EpochReport&) override { ThrowAt(Call::kEpoch); }

 private:
  void ThrowAt(Call call) const {
    if (call == call_) throw std::out_of_range("from the observer");
  }
  const Call call_;
};

class ObserverThrows : public ::testing::TestWithParam<Call> {};

TEST_P(ObserverThrows, AndTrainRethrows) {
  const testing::TempFolder folder;
  IngestOptions ingest;
  ingest.corpus = {folder.Write("text", testing::RandomLines(300, 30, 1))};
  TrainOptions options;
  options.dim = 8;
  options.threads = 2;
  Thrower thrower(GetParam());
  EXPECT_THROW(Train(ingest, options, thrower), std::out_of_range);
}

INSTANTIATE_TEST_SUITE_P(Everywhere, ObserverThrows,
                         ::testing::Values(Call::kVocabulary, Call::kReading, Call::kTraining,
                                           Call::kEpoch));

TEST(ObserverRelay, AsksTheRunToStopForItselfAndForItsCaller) {
  TrainObserver silent;
  std::stop_source source;
  ObserverRelay relay(silent, source.get_token());
  relay.OnProgress({});
  EXPECT_FALSE(relay.stop().stop_requested());
  EXPECT_NO_THROW(relay.RethrowFailure());
  source.request_stop();
  EXPECT_TRUE(relay.stop().stop_requested());

  Thrower thrower(Call::kReading);
  ObserverRelay failing(thrower, {});
  failing.OnProgress({});
  EXPECT_TRUE(failing.stop().stop_requested());
  EXPECT_THROW(failing.RethrowFailure(), std::out_of_range);
}

}  // namespace
}  // namespace hogvec
