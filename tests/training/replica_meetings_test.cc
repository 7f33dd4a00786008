// When ranks meet, and what they tell each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "support/rank.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "training/replica_merger.h"

namespace hogvec {
namespace {

using testing::PlanOf;
using testing::Rank;

class Meeting : public ::testing::Test {
 protected:
  Meeting() {
    options_.dim = 4;
    options_.threads = 1;
    ingest_.corpus = {folder_.Write("text", testing::TopicLines(2'000, 2, 1))};
    ingest_.block_bytes = 2000;
  }

  // Nobody trains: each rank just calls what a trainer would.
  void OnEach(std::size_t ranks, const std::function<void(Rank&)>& body) {
    testing::OnEachRank(ranks, ingest_, options_, body);
  }

  testing::TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
};

TEST_F(Meeting, MeetsOftenAtFirstAndThenByAShareOfWhatIsTrained) {
  OnEach(2, [](Rank& rank) {
    MergePlan plan = PlanOf(rank.words(), {});
    plan.intervals = {.first = 1000, .growth = 0.5, .last = 3000};
    ReplicaMerger merger(rank.replicas, plan, rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 14'000});
    std::vector<std::uint64_t> ends;
    Standing told;
    while (!told.epoch_over && ends.size() < 100) {
      ends.push_back(merger.Next());
      told = merger.Meet({.epoch_over = ends.back() == PauseCondition::kAnyTokens});
    }
    // Half of 2000 is 1000 still, of 3000 it is 1500, and at 6750 it would be more than 3000. What
    // is left after 12'750 is less than half an interval, and so the last one is longer.
    std::vector<std::uint64_t> expected{1000, 2000, 3000, 4500, 6750, 9750};
    expected.push_back(PauseCondition::kAnyTokens);
    ASSERT_EQ(ends.size(), expected.size());
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const std::uint64_t distance =
          std::max(ends[i], expected[i]) - std::min(ends[i], expected[i]);
      EXPECT_LE(distance, 1u) << i;
    }
  });
}

TEST_F(Meeting, MeetsAsOftenOnARankWithLessText) {
  OnEach(3, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    const std::uint64_t own = rank.replicas.rank() * 6000;
    merger.BeginEpoch({.epoch = 0, .tokens = own});  // 6000 on average
    for (std::size_t passed = 1; passed < 6; ++passed) {
      EXPECT_NEAR(static_cast<double>(merger.Next()), static_cast<double>(own * passed) / 6, 1);
      EXPECT_FALSE(merger.Meet({}).epoch_over);
    }
    EXPECT_EQ(merger.Next(), PauseCondition::kAnyTokens);
    EXPECT_TRUE(merger.Meet({.epoch_over = true}).epoch_over);
    merger.MergeAll();
  });
}

TEST_F(Meeting, HasOneMeetingInAnEpochWithoutText) {
  OnEach(2, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    merger.BeginEpoch({});
    EXPECT_EQ(merger.Next(), PauseCondition::kAnyTokens);
    EXPECT_TRUE(merger.Meet({.epoch_over = true}).epoch_over);
    merger.MergeAll();
  });
}

// Asked to stop, or for a checkpoint, a rank has some text of the last interval left.
TEST_F(Meeting, EndsNoEpochOfWhichARankHasSomethingLeft) {
  OnEach(3, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 1000});
    const bool left = rank.replicas.rank() == 1;
    const Standing told = merger.Meet({.pause = left, .epoch_over = !left});
    EXPECT_TRUE(told.pause);
    EXPECT_FALSE(told.epoch_over);
    merger.MergeAll();
    merger.BeginEpoch({.epoch = 0, .tokens = left ? 500u : 0u});
    EXPECT_TRUE(merger.Meet({.epoch_over = true}).epoch_over);
    merger.MergeAll();
  });
}

TEST_F(Meeting, BringsWordOfOthersOneMeetingLater) {
  OnEach(3, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
    EXPECT_FALSE(merger.Meet({}).pause);
    EXPECT_FALSE(merger.Meet({.pause = rank.replicas.rank() == 2}).pause);
    EXPECT_TRUE(merger.Meet({}).pause);
    EXPECT_FALSE(merger.Meet({}).pause) << "that is over";
    merger.MergeAll();
  });
}

TEST_F(Meeting, BringsWordOfOthersAtOnceWhileIntervalsAreShort) {
  const auto told_of = [&](bool Standing::*what) {
    OnEach(3, [&](Rank& rank) {
      MergePlan plan = PlanOf(rank.words(), {});
      plan.intervals.last = 2000;
      ReplicaMerger merger(rank.replicas, plan, rank.model, rank.trainer);
      merger.BeginEpoch({.epoch = 0, .tokens = 10'000});
      EXPECT_FALSE(merger.Meet({}).*what);
      Standing own;
      own.*what = rank.replicas.rank() == 1;
      EXPECT_TRUE(merger.Meet(own).*what);
      merger.MergeAll();
    });
  };
  told_of(&Standing::stop);
  told_of(&Standing::pause);
  told_of(&Standing::diverged);
}

TEST_F(Meeting, AgreesOnWhatAnyRankSaysAndOnAnEpochsEndWhenAllDo) {
  OnEach(3, [](Rank& rank) {
    ReplicaMerger merger(rank.replicas, PlanOf(rank.words(), {}), rank.model, rank.trainer);
    const std::size_t own = rank.replicas.rank();
    const Standing first = merger.Agree({.stop = own == 1, .epoch_over = own != 2});
    EXPECT_TRUE(first.stop);
    EXPECT_FALSE(first.pause || first.diverged || first.epoch_over);
    const Standing second =
        merger.Agree({.pause = own == 0, .diverged = own == 2, .epoch_over = true});
    EXPECT_TRUE(second.pause && second.diverged && second.epoch_over);
    EXPECT_FALSE(second.stop);
  });
}

}  // namespace
}  // namespace hogvec
