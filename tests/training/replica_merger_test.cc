#include "training/replica_merger.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "replicas/agreement.h"
#include "run/merge_plan.h"
#include "support/rank.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::FloatNear;
using testing::kMeanAtTheEnd;
using testing::kSumOfAll;
using testing::PlanOf;
using ::testing::Pointwise;
using testing::Rank;
using testing::RowsOf;

class Merging : public ::testing::Test {
 protected:
  Merging() {
    options_.dim = 8;
    options_.epochs = 2;
    options_.threads = 1;
    ingest_.corpus = {folder_.Write("text", testing::TopicLines(20'000, 4, 1))};
    ingest_.block_bytes = 2000;
  }

  void OnEach(std::size_t ranks, const std::function<void(Rank&)>& body) {
    testing::OnEachRank(ranks, ingest_, options_, body);
  }

  // Trained to the end; what each rank has then.
  std::vector<Layers> Trained(std::size_t ranks, const IntervalPlan& intervals) {
    std::vector<Layers> models(ranks);
    OnEach(ranks, [&](Rank& rank) {
      MergePlan own = PlanMerges(rank.corpus.vocabulary, rank.model.input, options_, {2, 1});
      own.intervals = intervals;
      ReplicaMerger merger(rank.replicas, own, rank.model, rank.trainer);
      rank.trainer.Run({}, {}, merger);
      models[rank.replicas.rank()] = std::move(rank.model);
    });
    return models;
  }

  testing::TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
};

TEST_F(Merging, LeavesAllRanksWithTheSameRowsBitForBit) {
  constexpr IntervalPlan kShort{.first = 1000, .last = 10'000}, kLong{.first = 1000, .last = 1000};
  for (const IntervalPlan& intervals : {kShort, kLong}) {
    const std::vector<Layers> models = Trained(3, intervals);
    EmbeddingTable start(models[0].input.rows().rows(), 8);
    start.InitializeUniform(options_.seed);
    EXPECT_NE(RowsOf(models[0].input.rows()), RowsOf(start));
    for (const Layers& model : models) {
      EXPECT_EQ(RowsOf(model.input.rows()), RowsOf(models[0].input.rows()));
      EXPECT_EQ(RowsOf(model.output), RowsOf(models[0].output));
    }
  }
}

TEST_F(Merging, AddsUpGainsOfRowsThatHaveGoneNoWay) {
  OnEach(3, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    const auto number = static_cast<float>(rank.replicas.rank());
    rank.Output(1, 2) = number + 1;
    rank.Output(5, 0) = -0.5f * number;
    merger.MergeAll();
    EXPECT_EQ(rank.Output(1, 2), 1 + 2 + 3);
    EXPECT_EQ(rank.Output(5, 0), -1.5f);
    EXPECT_EQ(rank.Output(0, 0), 0);
  });
}

TEST_F(Merging, TakesTheMeanOfGainsOfRowsThatHaveGoneFar) {
  OnEach(2, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), kMeanAtTheEnd), rank.model,
                         rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    merger.Meet({});
    rank.Output(1, 2) = rank.replicas.rank() == 0 ? 2 : 4;
    merger.MergeAll();
    EXPECT_EQ(rank.Output(1, 2), 3);
    // Now it has gone no way since.
    rank.Output(1, 2) += 1;
    merger.MergeAll();
    EXPECT_EQ(rank.Output(1, 2), 5);
  });
}

// A gain that bfloat16 has no room for: its end goes with the next merge.
TEST_F(Merging, KeepsWhatRoundingTookForTheNextMerge) {
  constexpr float kEnd = 0x1p-12f;
  OnEach(2, [&](Rank& rank) {
    const bool first = rank.replicas.rank() == 0;
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), kSumOfAll), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    if (first) rank.Output(1, 2) = 1 + kEnd;
    merger.Meet({});
    merger.Meet({});
    EXPECT_EQ(rank.Output(1, 2), first ? 1 + kEnd : 1);
    merger.MergeAll();
    EXPECT_EQ(rank.Output(1, 2), 1 + kEnd);
  });
}

// Two gains that bfloat16 has room for, while there is none for their sum.
TEST_F(Merging, LosesNothingOfASumThatItRounds) {
  constexpr float kEnd = 0x1p-12f;
  OnEach(2, [&](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), kSumOfAll), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    rank.Output(1, 2) = rank.replicas.rank() == 0 ? 1 : kEnd;
    merger.Meet({});
    merger.Meet({});
    merger.MergeAll();
    EXPECT_EQ(rank.Output(1, 2), 1 + kEnd);
  });
}

// Inputs lie along the first axis alone, and outputs along the second. So outputs have gone far
// along the first, and no way across; and inputs along the second.
TEST_F(Merging, TakesTheMeanAlongTheOtherTablesDirectionAndTheSumAcross) {
  MergeRule rule = kMeanAtTheEnd;
  rule.floor = 0;
  rule.slope = 1000;
  const auto gains_of = [&](Rank& rank, EmbeddingTable& table) {
    for (std::size_t row = 0; row < rank.words(); ++row) {
      const std::span<float> input = rank.model.input.rows().Row(ToRowId(row));
      std::ranges::fill(input, 0.0f);
      input[0] = rank.Output(row, 1) = 100;
    }
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), rule), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    merger.Meet({});
    const std::span<float> row = table.Row(RowId{3});
    const std::vector<float> before(row.begin(), row.end());
    for (float& element : row.first(3)) element += 2;
    merger.MergeAll();
    return std::vector<float>{row[0] - before[0], row[1] - before[1], row[2] - before[2]};
  };
  OnEach(2, [&](Rank& rank) {
    EXPECT_THAT(gains_of(rank, rank.model.output), Pointwise(FloatNear(0.02f), {2, 4, 4}));
  });
  OnEach(2, [&](Rank& rank) {
    EXPECT_THAT(gains_of(rank, rank.model.input.rows()), Pointwise(FloatNear(0.02f), {4, 2, 4}));
  });
}

TEST_F(Merging, KeepsWhatWasTrainedWhileAMergeWasOnItsWay) {
  OnEach(2, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), kSumOfAll), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    rank.Output(1, 2) = 1;
    merger.Meet({});
    rank.Output(1, 2) += rank.replicas.rank() == 0 ? 8.0f : 16.0f;
    merger.Meet({});
    EXPECT_EQ(rank.Output(1, 2), rank.replicas.rank() == 0 ? 2 + 8 : 2 + 16);
    merger.MergeAll();
    EXPECT_EQ(rank.Output(1, 2), 2 + 8 + 16);
  });
}

TEST_F(Merging, SharesWhatEachHasTrained) {
  OnEach(3, [this](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    rank.trainer.Run({}, {}, merger);
    const Progress& progress = rank.trainer.progress();
    EXPECT_EQ(progress.tokens_done(), options_.epochs * rank.corpus.identity.tokens);
    EXPECT_EQ(progress.own_tokens(), options_.epochs * rank.corpus.own_tokens);
    EXPECT_EQ(progress.pairs_done(), SumOver(rank.replicas, progress.own_pairs()));
    for (std::size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      EXPECT_EQ(progress.LossOfEpoch(epoch).pairs,
                SumOver(rank.replicas, progress.OwnLosses()[epoch].pairs));
      const double own = progress.OwnLosses()[epoch].loss;
      EXPECT_NEAR(progress.LossOfEpoch(epoch).loss, SumOver(rank.replicas, std::span(&own, 1))[0],
                  1e-6);
    }
  });
}

// All ranks start from the same state, whose tokens and losses count once.
TEST_F(Merging, GoesOnFromWhatAnEarlierRunHasTrained) {
  RunState state{.position = {.epoch = 1}, .tokens_done = 20'000, .losses = {{600, 200}}};
  const auto body = [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    rank.trainer.Run({}, {}, merger);
    const Progress& progress = rank.trainer.progress();
    EXPECT_EQ(progress.tokens_done(), 20'000 + rank.corpus.identity.tokens);
    EXPECT_EQ(progress.own_tokens(), rank.corpus.own_tokens);
    EXPECT_EQ(progress.LossOfEpoch(0).pairs, 200u);
    EXPECT_DOUBLE_EQ(progress.LossOfEpoch(0).loss, 600);
    EXPECT_GT(progress.LossOfEpoch(1).pairs, 0u);
  };
  testing::OnEachRank(3, ingest_, options_, body, state);
}

TEST_F(Merging, CountsItsMeetingsAndTheRowsOfBothTables) {
  OnEach(2, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), kSumOfAll), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    merger.Meet({});
    merger.Meet({});
    EXPECT_EQ(merger.figures().meetings, 2u);
    EXPECT_EQ(merger.figures().rows_merged, 2 * 2 * rank.words());
    merger.MergeAll();
    EXPECT_EQ(merger.figures().meetings, 3u);
    EXPECT_EQ(merger.figures().rows_merged, 3 * 2 * rank.words());
    EXPECT_GT(merger.figures().seconds_merging, 0);
    EXPECT_GE(merger.figures().seconds_waiting, 0);
  });
}

}  // namespace
}  // namespace hogvec
