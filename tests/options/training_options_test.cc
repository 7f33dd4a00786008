#include "options/training_options.h"

#include <gmock/gmock.h>

#include <functional>

namespace hogvec {
namespace {

using ::testing::Contains;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

struct Options {
  IngestOptions ingest;
  TrainOptions train;
};

std::map<std::string, std::string> FixedAfter(const std::function<void(Options&)>& change) {
  Options run;
  change(run);
  return FixedOptions(run.ingest, run.train);
}

// As they stand in checkpoints of every version, so that these can be resumed.
TEST(FixedOptions, AreSpelledAsCheckpointsHaveThem) {
  const auto fixed = FixedOptions({}, {});
  EXPECT_THAT(fixed, Contains(Pair("alpha", "0.05")));
  EXPECT_THAT(fixed, Contains(Pair("min-alpha", "none")));
  EXPECT_THAT(fixed, Contains(Pair("lowercase", "false")));
  EXPECT_THAT(fixed, Contains(Pair("shrink-windows", "true")));
  EXPECT_THAT(fixed, Contains(Pair("split", "whitespace")));
  EXPECT_THAT(fixed, Contains(Pair("sentence", "0")));
  EXPECT_THAT(fixed, Contains(Pair("block-size", "0")));
  EXPECT_THAT(fixed, Contains(Pair("validation", "0")));
}

TEST(FixedOptions, DifferWhereTheResultWould) {
  const auto expect = [](const char* name, const char* value,
                         const std::function<void(Options&)>& change) {
    EXPECT_THAT(FixedAfter(change), Contains(Pair(name, value)));
  };
  expect("seed", "2", [](Options& run) { run.train.seed = 2; });
  expect("min-alpha", "0.001", [](Options& run) { run.train.min_alpha = 1e-3; });
  expect("negatives-shared", "none",
         [](Options& run) { run.train.sharing = NegativeSharing::kNone; });
  expect("sentence", "12", [](Options& run) { run.ingest.text.sentence = 12; });
  expect("nfc", "true", [](Options& run) { run.ingest.text.nfc = true; });
  expect("block-size", "4096", [](Options& run) { run.ingest.block_bytes = 4096; });
  expect("validation", "0.1", [](Options& run) { run.train.validation.fraction = 0.1; });
  expect("validation", "FILE", [](Options& run) { run.train.validation.text = {"a", "b"}; });
}

// What may change when a run is resumed. The words of a list show in the corpus.
TEST(FixedOptions, AreTheSameWhereTheResultIs) {
  const auto changed = FixedAfter([](Options& run) {
    run.train.threads = 7;
    run.train.deterministic = true;
    run.ingest.tmp_dir = "/elsewhere";
    run.ingest.token_memory = 99;
    run.ingest.take_binary = true;
    run.ingest.text.stopwords = "moved";
  });
  EXPECT_EQ(changed, FixedOptions({}, {}));
  EXPECT_THAT(changed, Not(Contains(Key("threads"))));
}

}  // namespace
}  // namespace hogvec
