#include "main/train/run_recorder.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Vocabulary ThreeWords() {
  std::vector<std::pair<std::string_view, std::uint64_t>> counted{{"a", 30}, {"b", 20}, {"c", 10}};
  return Vocabulary(counted);
}

// Rows along an axis each, but for the last, which is nearer to one of the others.
EmbeddingTable LastNear(std::size_t row) {
  EmbeddingTable table(3, 2);
  table.Row(WordId{0})[0] = 1;
  table.Row(WordId{1})[1] = 3;
  table.Row(WordId{2})[row] = 2;
  table.Row(WordId{2})[1 - row] = 1;
  return table;
}

TEST(RunRecorder, FollowsNeighboursOverTheEpochs) {
  const Vocabulary vocabulary = ThreeWords();
  RunRecorder recorder({"c", "nowhere"}, 1, 1);
  recorder.OnVocabulary(vocabulary, {});
  const HeldOutLoss held_out{.loss = 1.5};
  const EmbeddingTable first = LastNear(0), second = LastNear(1);
  recorder.OnEpoch({.epoch = 1,
                    .epochs = 2,
                    .loss = 2,
                    .seconds = 3,
                    .held_out = nullptr,
                    .vocabulary = vocabulary,
                    .input = first,
                    .output = first});
  recorder.OnEpoch({.epoch = 2,
                    .epochs = 2,
                    .loss = 1,
                    .seconds = 6,
                    .held_out = &held_out,
                    .vocabulary = vocabulary,
                    .input = second,
                    .output = second});
  const RunRecord record = recorder.Record(vocabulary);
  ASSERT_THAT(record.epochs, SizeIs(2));
  EXPECT_EQ(record.epochs[0].number, 1u);
  EXPECT_EQ(record.epochs[0].seconds, 3);
  EXPECT_FALSE(record.epochs[0].held_out);
  EXPECT_EQ(record.epochs[1].loss, 1);
  EXPECT_EQ(record.epochs[1].held_out->loss, 1.5);
  EXPECT_THAT(record.not_found, ElementsAre("nowhere"));
  ASSERT_THAT(record.watched, SizeIs(1));
  const RunRecord::Watched& c = record.watched[0];
  EXPECT_EQ(c.word, "c");
  EXPECT_EQ(c.rank, 3u);
  EXPECT_EQ(c.count, 10u);
  ASSERT_THAT(c.neighbours, SizeIs(2));
  EXPECT_EQ(c.neighbours[0][0].word, "a");
  EXPECT_NEAR(c.neighbours[0][0].similarity, 0.894427, 1e-5);
  EXPECT_EQ(c.neighbours[1][0].word, "b");
}

TEST(RunRecorder, KeepsMomentsOfTrainingOnly) {
  RunRecorder recorder({"a"}, 1, 1);
  recorder.OnProgress({.phase = TrainProgress::Phase::kReading, .bytes_done = 5, .bytes_total = 9});
  recorder.OnVocabulary(ThreeWords(), {});
  recorder.OnProgress({.phase = TrainProgress::Phase::kTraining,
                       .tokens_done = 150,
                       .tokens_total = 400,
                       .epochs = 4,
                       .loss = 1.25});
  const RunRecord record = recorder.Record(ThreeWords());
  ASSERT_THAT(record.moments, SizeIs(1));
  EXPECT_EQ(record.moments[0].epochs, 1.5);
  EXPECT_EQ(record.moments[0].tokens, 150u);
  EXPECT_EQ(record.moments[0].loss, 1.25);
  EXPECT_GE(record.moments[0].seconds, 0);
}

}  // namespace
}  // namespace hogvec
