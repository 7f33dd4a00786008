#include "run/needs.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;

TEST(Needs, CountsTablesIdsAndCheckpoints) {
  const Vocabulary vocabulary({{"a", 1000}, {"b", 500}});
  TrainOptions options;
  options.dim = 17;  // 68 bytes, padded to 128
  TrainNeeds needs = NeedsOf(vocabulary, 1500, {}, options);
  EXPECT_EQ(needs.table_bytes, 2u * 2 * 128);
  EXPECT_EQ(needs.spilled_bytes, 0u);
  EXPECT_GT(needs.memory_bytes, needs.table_bytes + 4 * 1500);
  EXPECT_GT(needs.checkpoint_bytes, 3u * 2 * 2 * 68);
  EXPECT_EQ(NeedsOf(vocabulary, 0, {}, options).memory_bytes, needs.memory_bytes - 4 * 1500);
  options.validation.patience = 1;  // keeps the best tables too
  EXPECT_EQ(NeedsOf(vocabulary, 1500, {}, options).table_bytes, 2 * needs.table_bytes);
  EXPECT_EQ(NeedsOf(vocabulary, 1500, {.token_memory = 1000}, options).spilled_bytes, 5000u);
}

TEST(Needs, OfCbowAreThoseOfASkipGram) {
  const Vocabulary vocabulary({{"a", 1000}, {"b", 500}});
  for (const SubwordLearning learning : {SubwordLearning::kNone, SubwordLearning::kTrained}) {
    TrainOptions options;
    options.subwords = learning;
    const TrainNeeds skipgram = NeedsOf(vocabulary, 1500, {}, options);
    options.architecture = Architecture::kCbow;
    const TrainNeeds cbow = NeedsOf(vocabulary, 1500, {}, options);
    EXPECT_EQ(cbow.table_bytes, skipgram.table_bytes);
    EXPECT_EQ(cbow.memory_bytes, skipgram.memory_bytes);
    EXPECT_EQ(cbow.checkpoint_bytes, skipgram.checkpoint_bytes);
  }
}

TEST(Needs, HaveTheBaseAndRowsOnTheWayForReplicas) {
  const TrainNeeds needs = WithReplicas({.table_bytes = 100, .memory_bytes = 1000});
  EXPECT_EQ(needs.table_bytes, 200u);
  EXPECT_EQ(needs.memory_bytes, 1300u);
}

TEST(Needs, AreRefusedBeyondTheLimit) {
  EXPECT_NO_THROW(RequireMemory({.memory_bytes = 1000}, 1000));
  EXPECT_NO_THROW(RequireMemory({.memory_bytes = 1000}, 0));
  EXPECT_THROW(RequireMemory({.memory_bytes = std::uint64_t{1} << 60}, 0), Error);
  try {
    RequireMemory({.table_bytes = 2'000'000, .memory_bytes = 5'000'000}, 4'000'000);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kResource);
    EXPECT_THAT(error.what(), HasSubstr("needs 5 MB of memory, 2 MB of them for its tables, "
                                        "and has 4 MB"));
  }
}

// Counts that come with a vocabulary are of another text, and take no memory.
TEST(Needs, LeaveOutTheCountsOfWordsKnownBeforehand) {
  const testing::TempFolder folder;
  IngestOptions ingest;
  ingest.corpus = {folder.Write("c", testing::RandomLines(200, 20, 1))};
  ingest.read_vocab = folder.Write("words", "w1 30000000000\nw2 20000000000\nw3 1000000000\n");
  TrainOptions options;
  options.epochs = 1;
  options.sample = 0;
  TrainObserver silent;
  const RunControl limited{.memory_limit = std::uint64_t{100} << 20};
  EXPECT_NO_THROW(Train(ingest, options, silent, limited));
}

TEST(Needs, AreCheckedBeforeTraining) {
  const testing::TempFolder folder;
  IngestOptions ingest;
  ingest.corpus = {folder.Write("c", testing::RandomLines(200, 20, 1))};
  TrainObserver silent;
  EXPECT_THROW(Train(ingest, {}, silent, {.memory_limit = 1 << 20}), Error);
}

}  // namespace
}  // namespace hogvec
