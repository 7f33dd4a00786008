#include "layout/phase_teller.h"

#include <gtest/gtest.h>

#include <vector>

namespace hogvec {
namespace {

using Phase = LayoutProgress::Phase;

class Listener : public LayoutObserver {
 public:
  void OnProgress(const LayoutProgress& progress) override { told.push_back(progress); }

  std::vector<LayoutProgress> told;
};

constexpr LayoutSize kSize{.words = 75'154, .landmarks = 75'154, .dim = 100, .iterations = 500};

TEST(PhaseTeller, TellsTheFirstStepAndThenAtMostTwiceASecond) {
  Listener listener;
  PhaseTeller teller(kSize, listener);
  for (int i = 0; i < 1'000; ++i) teller.Tell(Phase::kNeighbours, 0.5);
  ASSERT_GE(listener.told.size(), 1u);
  EXPECT_LT(listener.told.size(), 100u);
  EXPECT_EQ(listener.told[0].phase, Phase::kNeighbours);
}

TEST(PhaseTeller, CountsPhasesThatAreOver) {
  const auto done_in = [](Phase phase, double done) {
    Listener listener;
    PhaseTeller(kSize, listener).Tell(phase, done);
    return listener.told.at(0).done;
  };
  EXPECT_EQ(done_in(Phase::kNeighbours, 0), 0);
  EXPECT_GT(done_in(Phase::kMoving, 0), 0.1);
  EXPECT_GT(done_in(Phase::kMoving, 1), done_in(Phase::kMoving, 0));
  EXPECT_NEAR(done_in(Phase::kJudging, 1), 1, 1e-9);
}

TEST(PhaseTeller, OffersNoPictureAtOnce) {
  Listener listener;
  EXPECT_FALSE(PhaseTeller(kSize, listener).IsTimeForPicture());
}

TEST(PhaseTeller, NamesThePhases) {
  EXPECT_STREQ(NameOf(Phase::kNeighbours), "finding neighbours");
  EXPECT_STREQ(NameOf(Phase::kJudging), "judging the map");
}

}  // namespace
}  // namespace hogvec
