#include "options/training_options.h"

#include <fmt/format.h>
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

TEST(FixedOptions, NameTheModel) {
  const auto skipgram = FixedOptions({}, {});
  EXPECT_THAT(skipgram, Contains(Pair("model", "skipgram")));
  EXPECT_THAT(skipgram, Contains(Pair("cbow-update", "none")));
  EXPECT_THAT(skipgram, Contains(Pair("cbow-mean", "none")));
  const auto cbow = FixedAfter([](Options& run) {
    run.train.architecture = Architecture::kCbow;
    run.train.cbow_mean = false;
  });
  EXPECT_THAT(cbow, Contains(Pair("model", "cbow")));
  EXPECT_THAT(cbow, Contains(Pair("cbow-update", "corrected")));
  EXPECT_THAT(cbow, Contains(Pair("cbow-mean", "false")));
}

// So that the files of a skip-gram are what they were before there was CBOW.
TEST(Configuration, OfASkipGramDoesNotNameTheModel) {
  const auto skipgram = ConfigurationOf({}, {});
  for (const char* option : {"model", "cbow-update", "cbow-mean"}) {
    EXPECT_THAT(skipgram, Not(Contains(Key(option))));
  }
  EXPECT_THAT(skipgram, Contains(Pair("alpha", "0.05")));
  const TrainOptions train{.architecture = Architecture::kCbow,
                           .cbow_update = CbowUpdate::kWord2vec};
  const auto cbow = ConfigurationOf({}, train);
  EXPECT_THAT(cbow, Contains(Pair("model", "cbow")));
  EXPECT_THAT(cbow, Contains(Pair("cbow-update", "word2vec")));
  EXPECT_THAT(cbow, Contains(Pair("cbow-mean", "true")));
  EXPECT_THAT(cbow, Contains(Pair("alpha", fmt::to_string(DefaultAlpha(train)))));
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
