#include "cli/layout_display.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

TEST(LayoutProgress, IsSaidWithTheTimeThatIsLeft) {
  EXPECT_THAT(FiguresOf({.phase = LayoutProgress::Phase::kNeighbours, .done = 0.5}),
              ElementsAre("finding neighbours"));
  EXPECT_THAT(FiguresOf({.phase = LayoutProgress::Phase::kNeighbours, .seconds_left = 65}),
              ElementsAre("finding neighbours, 1:05 left", "1:05 left"));
}

TEST(LayoutProgress, NamesEachPhaseDifferently) {
  using Phase = LayoutProgress::Phase;
  std::vector<std::string> names;
  for (const Phase phase : {Phase::kNeighbours, Phase::kMoving, Phase::kPlacing, Phase::kJudging}) {
    for (const std::string& name : names) EXPECT_NE(NameOf(phase), name);
    names.emplace_back(NameOf(phase));
    EXPECT_FALSE(names.back().empty());
  }
}

TEST(QualityLine, HasAllThreeFigures) {
  EXPECT_EQ(QualityLine({.recall = 0.3125, .trustworthiness = 0.9504, .triplets = 0.66}),
            "quality   recall 0.312 of the 10 nearest, trustworthiness 0.950, triplets 0.660\n");
}

}  // namespace
}  // namespace hogvec
