#include "main/phrases_progress.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

TEST(PhrasesProgress, IsThatOfAllReadings) {
  PhraseProgress progress{.phase = PhraseProgress::Phase::kFinding,
                          .bytes_done = 200'000'000,
                          .bytes_total = 400'000'000,
                          .reading = 2,
                          .readings = 3,
                          .seconds_left = 65};
  EXPECT_DOUBLE_EQ(ShareDone(progress), 0.5);
  EXPECT_THAT(FiguresOf(progress),
              ElementsAre("reading 2/3: finding phrases, 200 of 400 MB 1:05 left",
                          "2/3: finding phrases 1:05 left", "finding phrases"));
  progress.bytes_done = 500'000'000;  // a file that grew meanwhile
  EXPECT_DOUBLE_EQ(ShareDone(progress), 2.0 / 3);
}

TEST(PhrasesProgress, BearsAPipe) {
  const PhraseProgress progress{.phase = PhraseProgress::Phase::kCopying,
                                .bytes_done = 7'000'000,
                                .reading = 1,
                                .readings = 4};
  EXPECT_EQ(ShareDone(progress), 0);
  EXPECT_EQ(FiguresOf(progress)[0], "reading 1/4: copying the pipe, 7 MB");
  EXPECT_EQ(ShareDone(PhraseProgress()), 0);
}

}  // namespace
}  // namespace hogvec
