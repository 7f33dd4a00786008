#include "training/trainer.h"

#include <gmock/gmock.h>

#include <array>
#include <chrono>
#include <thread>

#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;

// Writes down what it is asked to do, and when it is due at once, wants a pause after each block.
class Recorder : public PauseTask {
 public:
  explicit Recorder(bool always_due = false) : always_due_(always_due) {}
  bool EndsTraining() const override { return epochs.size() == ends_after; }
  void OnEpochEnd(std::size_t epoch) override { epochs.push_back(epoch); }
  Clock::time_point Due() const override {
    return always_due_ ? Clock::now() : Clock::time_point::max();
  }
  void OnPause() override {
    ++pauses;
    std::this_thread::sleep_for(pause_time);
  }

  std::vector<std::size_t> epochs;
  std::size_t ends_after = 1000;
  int pauses = 0;
  std::chrono::milliseconds pause_time{0};

 private:
  const bool always_due_;
};

class Training : public ::testing::Test {
 protected:
  Training() : corpus_(Read()), sampling_(corpus_.vocabulary.counts(), 0, 0.75) {
    options_.dim = 8;
    options_.epochs = 3;
    options_.threads = 1;
    for (std::uint32_t i = 0; i < corpus_.tokens->block_count(); ++i) blocks_.push_back(i);
    EmbeddingTable input(corpus_.vocabulary.size(), 8);
    input.InitializeUniform(1);
    model_ = {InputLayer(std::move(input)), EmbeddingTable(corpus_.vocabulary.size(), 8)};
  }

  Corpus Read() {
    IngestOptions ingest;
    ingest.corpus = {folder_.Write("text", testing::RandomLines(300, 30, 1))};
    ingest.block_bytes = 1000;
    Alone alone;
    IngestProgress progress;
    return Ingest(ingest, alone, progress);
  }

  Trainer MakeTrainer(RunState state = {}) {
    return Trainer(model_, sampling_,
                   {*corpus_.tokens, corpus_.vocabulary, blocks_, corpus_.identity.tokens,
                    corpus_.identity.tokens},
                   options_, silent_, std::move(state));
  }

  testing::TempFolder folder_;
  Corpus corpus_;
  Sampling sampling_;
  TrainOptions options_;
  TrainObserver silent_;
  Layers model_;
  std::vector<std::uint32_t> blocks_;
  Meetings nobody_;
};

TEST_F(Training, EndsEpochsInTurnAndPausesOnceAtTheEnd) {
  Trainer trainer = MakeTrainer();
  Recorder recorder;
  trainer.Run(std::array<PauseTask*, 1>{&recorder}, {}, nobody_);
  EXPECT_THAT(recorder.epochs, ElementsAre(0, 1, 2));
  EXPECT_EQ(recorder.pauses, 1);
  EXPECT_EQ(trainer.TokensTrained(), 3 * corpus_.identity.tokens);
}

TEST_F(Training, PausesAfterEachBlockForATaskThatIsAlwaysDue) {
  Trainer trainer = MakeTrainer();
  Recorder recorder(true);
  trainer.Run(std::array<PauseTask*, 1>{&recorder}, {}, nobody_);
  EXPECT_EQ(recorder.pauses, static_cast<int>(3 * blocks_.size()));
}

TEST_F(Training, EndsEarlyForATask) {
  Trainer trainer = MakeTrainer();
  Recorder recorder;
  recorder.ends_after = 2;
  trainer.Run(std::array<PauseTask*, 1>{&recorder}, {}, nobody_);
  EXPECT_THAT(recorder.epochs, ElementsAre(0, 1));
}

TEST_F(Training, GoesOnFromAState) {
  Trainer first = MakeTrainer();
  Recorder two;
  two.ends_after = 2;
  first.Run(std::array<PauseTask*, 1>{&two}, {}, nobody_);
  Trainer second = MakeTrainer(first.state());
  Recorder rest;
  second.Run(std::array<PauseTask*, 1>{&rest}, {}, nobody_);
  EXPECT_THAT(rest.epochs, ElementsAre(2));
  EXPECT_EQ(second.TokensTrained(), corpus_.identity.tokens);
  EXPECT_EQ(second.progress().tokens_done(), 3 * corpus_.identity.tokens);
}

TEST_F(Training, LeavesAnEpochsEndForLaterWhenItIsAskedToStop) {
  options_.epochs = 2;
  blocks_ = {0};
  Trainer first = MakeTrainer();
  Recorder stopped;
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(first.Run(std::array<PauseTask*, 1>{&stopped}, source.get_token(), nobody_),
               TrainingStopped);
  EXPECT_THAT(stopped.epochs, ElementsAre());
  EXPECT_EQ(stopped.pauses, 1);
  Trainer second = MakeTrainer(first.state());
  Recorder rest;
  second.Run(std::array<PauseTask*, 1>{&rest}, {}, nobody_);
  EXPECT_THAT(rest.epochs, ElementsAre(0, 1));
}

// Checkpoints take time that is not training's, and the speed must not suffer.
TEST_F(Training, DoesNotCountPausesAsTraining) {
  Trainer trainer = MakeTrainer();
  Recorder recorder(true);
  recorder.pause_time = std::chrono::milliseconds(20);
  trainer.Run(std::array<PauseTask*, 1>{&recorder}, {}, nobody_);
  EXPECT_LT(trainer.Seconds(), 0.020 * recorder.pauses);
}

TEST_F(Training, NamesTheWordWhoseRowDiverged) {
  options_.alpha = 1e30;
  Trainer trainer = MakeTrainer();
  Recorder recorder;
  try {
    trainer.Run(std::array<PauseTask*, 1>{&recorder}, {}, nobody_);
    FAIL();
  } catch (const TrainingDiverged& diverged) {
    EXPECT_THAT(diverged.what(), ::testing::HasSubstr("training diverged: "));
  }
  EXPECT_EQ(recorder.pauses, 0) << "nothing may be kept of it";
}

}  // namespace
}  // namespace hogvec
