#include "cli/progress_display.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TrainProgress HalfWay() {
  TrainProgress progress;
  progress.phase = TrainProgress::Phase::kTraining;
  progress.tokens_done = 50;
  progress.tokens_total = 100;
  progress.epoch = 3;
  progress.epochs = 5;
  progress.words_per_second = 13'240'000;
  progress.loss = 1.128;
  progress.alpha = 0.0251;
  progress.seconds_left = 19.4;
  return progress;
}

TEST(ProgressBar, ShowsAllThereIsRoomFor) {
  EXPECT_EQ(ProgressBar(HalfWay(), 39), "[########.........] epoch 3/5 0:19 left");
  EXPECT_EQ(ProgressBar(HalfWay(), 69),
            "[####.....] epoch 3/5 13.2M words/s loss 1.128 alpha 0.0251 0:19 left");
  EXPECT_EQ(ProgressBar(HalfWay(), 199),
            " 50% [####################....................] "
            "epoch 3/5 13.2M words/s loss 1.128 alpha 0.0251 0:19 left");
}

TEST(ProgressBar, NeverPassesTheEdge) {
  TrainProgress long_run = HalfWay();
  long_run.epoch = 1000;
  long_run.epochs = 1000;
  long_run.seconds_left = 1e6;
  TrainProgress reading;
  reading.bytes_done = 1'000'000'000;
  reading.bytes_total = 4'000'000'000;
  for (std::size_t columns = 0; columns < 200; ++columns) {
    EXPECT_LE(ProgressBar(HalfWay(), columns).size(), columns);
    EXPECT_LE(ProgressBar(long_run, columns).size(), columns);
    EXPECT_LE(ProgressBar(reading, columns).size(), columns);
  }
}

TEST(ProgressBar, FillsFromEmptyToFull) {
  TrainProgress progress = HalfWay();
  progress.tokens_done = 0;
  EXPECT_THAT(ProgressBar(progress, 120), StartsWith("  0% [........"));
  progress.tokens_done = 100;
  EXPECT_THAT(ProgressBar(progress, 120), StartsWith("100% [########"));
  EXPECT_THAT(ProgressBar(progress, 120), HasSubstr("#] "));
  progress.tokens_done = 101;  // a file that grew while it was read
  EXPECT_THAT(ProgressBar(progress, 120), StartsWith("100% "));
}

TEST(ProgressBar, BearsAnUnknownTotal) {
  TrainProgress reading;
  reading.bytes_done = 5'000'000;
  EXPECT_THAT(ProgressBar(reading, 80), HasSubstr("reading"));
  EXPECT_THAT(ProgressBar(TrainProgress{}, 80), StartsWith("  0% "));
}

TEST(ProgressLine, SaysAllInWords) {
  EXPECT_EQ(ProgressLine(HalfWay()),
            "50 %: epoch 3/5, 13.24 M words/s, loss 1.128, alpha 0.0251, 19 s left");
}

TEST(EpochLine, SaysWhatHeldOutTextSays) {
  const Vocabulary vocabulary({{"a", 2}});
  const EmbeddingTable input(1, 4);
  const HeldOutLoss held_out{.loss = 2.5};
  EpochReport epoch{.epoch = 2,
                    .epochs = 5,
                    .loss = 1.25,
                    .vocabulary = vocabulary,
                    .input = input,
                    .output = input};
  EXPECT_EQ(EpochLine(epoch), "");
  epoch.held_out = &held_out;
  EXPECT_EQ(EpochLine(epoch), "epoch     2/5: loss 1.2500, held out 2.5000\n");
}

TEST(ProgressDisplay, WritesPlainLinesElsewhereThanOnATerminal) {
  PruneReport report;
  report.kept_words = 71'290;
  report.dropped_words = 182'564;
  report.kept_tokens = 16'718'844;
  report.dropped_tokens = 286'363;
  ::testing::internal::CaptureStderr();
  {
    ProgressDisplay display(false);
    display.OnProgress(HalfWay());  // too soon for a line
    display.OnVocabulary(Vocabulary(), report);
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "words     71,290 kept, 182,564 dropped\n"
            "tokens    16,718,844 kept, 286,363 dropped\n");
}

TEST(ProgressDisplay, IsSilentWhenAskedToBe) {
  ::testing::internal::CaptureStderr();
  {
    ProgressDisplay display(true);
    display.OnProgress(HalfWay());
    display.OnVocabulary(Vocabulary(), PruneReport());
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(OnTheClock, ReadsWell) {
  EXPECT_EQ(OnTheClock(0), "0:00");
  EXPECT_EQ(OnTheClock(59.6), "1:00");
  EXPECT_EQ(OnTheClock(185), "3:05");
  EXPECT_EQ(OnTheClock(7800), "2h10m");
  EXPECT_EQ(OnTheClock(360'000), "100h00m");
}

}  // namespace
}  // namespace hogvec
