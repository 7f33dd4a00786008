#include "cli/start.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "hogvec/error.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using testing::RandomLines;
using testing::TempFolder;

class StartTest : public ::testing::Test {
 protected:
  StartTest() {
    settings_.ingest.corpus = {folder_.Write("old.txt", RandomLines(300, 20, 1))};
    settings_.ingest.prune.min_count = 1;
    settings_.train.dim = 6;
    settings_.train.epochs = 1;
    settings_.train.threads = 1;
  }

  TrainResult Train() {
    const Start start(settings_);
    TrainObserver silent;
    return hogvec::Train(settings_.ingest, settings_.train, silent, {.start = start.point()});
  }

  // Trains and writes a model of its own.
  std::filesystem::path Model(const TrainResult& result, const char* name) {
    const auto path = folder_.path() / name;
    WriteVectors(path, {.format = *FormatBySuffix(path)},
                 {.words = result.vocabulary.words(),
                  .table = result.input,
                  .output = &result.output,
                  .counts = result.vocabulary.counts()});
    return path;
  }

  void UseNewText() {
    settings_.ingest.corpus = {folder_.Write("new.txt", "w1 w2 new w3 w1 new fresh\n")};
  }

  TempFolder folder_;
  TrainSettings settings_;
};

TEST_F(StartTest, FromNothingIsChance) {
  const Start start(settings_);
  EXPECT_EQ(start.point().vectors, nullptr);
  EXPECT_EQ(Train().summary.started_words, 0u);
}

TEST_F(StartTest, FrozenRowsStayAndOthersAreTrained) {
  const TrainResult old = Train();
  settings_.init_vectors = Model(old, "old.txt.vec");
  settings_.freeze_init = true;
  UseNewText();
  settings_.train.epochs = 20;
  settings_.train.sample = 0;
  const TrainResult result = Train();
  EXPECT_EQ(result.vocabulary.size(), 5u);
  EXPECT_EQ(result.summary.started_words, 3u);
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string_view word = result.vocabulary.Word(ToWordId(i));
    const auto before = old.vocabulary.Find(word);
    if (!before) continue;
    EXPECT_TRUE(std::ranges::equal(result.input.Row(ToWordId(i)), old.input.Row(*before))) << word;
  }
  settings_.freeze_init = false;
  const TrainResult moved = Train();
  const auto id = *moved.vocabulary.Find("w1");
  EXPECT_FALSE(std::ranges::equal(moved.input.Row(id), old.input.Row(*old.vocabulary.Find("w1"))));
}

// The same updates reach a word that is not frozen, whether or not its neighbours are.
TEST_F(StartTest, FreezingNothingChangesNothing) {
  settings_.init_vectors = Model(Train(), "old.bin");
  settings_.ingest.corpus = {folder_.Write("other", "x y z x y\nz x\n")};
  settings_.train.dim = 6;
  settings_.train.sample = 0;
  const auto rows = testing::RowsOf(Train().input);
  settings_.freeze_init = true;
  EXPECT_EQ(testing::RowsOf(Train().input), rows);
}

TEST_F(StartTest, TakesTheDimensionOfTheFileUnlessTold) {
  settings_.init_vectors = Model(Train(), "old.bin");
  settings_.train.dim = 7;
  EXPECT_EQ(Train().input.dim(), 6u);
  settings_.given = {"dim"};
  for (const std::size_t dim : {std::size_t{7}, TrainOptions().dim}) {
    settings_.train.dim = dim;
    EXPECT_THROW(Train(), Error);
  }
}

TEST_F(StartTest, AppendingKeepsAllWordsAndBothTables) {
  const TrainResult old = Train();
  settings_.append_vocab = Model(old, "old.safetensors");
  UseNewText();
  const TrainResult result = Train();
  EXPECT_EQ(result.vocabulary.size(), old.vocabulary.size() + 2);
  EXPECT_EQ(result.summary.tokens, 7u);
  EXPECT_EQ(result.vocabulary.Count(*result.vocabulary.Find("w1")),
            old.vocabulary.Count(*old.vocabulary.Find("w1")) + 2);
  // A word that the new text has not can only have been met as a negative: its input row stays.
  const auto now = *result.vocabulary.Find("w9"), before = *old.vocabulary.Find("w9");
  EXPECT_TRUE(std::ranges::equal(result.input.Row(now), old.input.Row(before)));
  EXPECT_EQ(result.vocabulary.Count(now), old.vocabulary.Count(before));
}

// A learning rate of next to nothing shows what training starts from.
TEST_F(StartTest, AppendingStartsFromBothTables) {
  const TrainResult old = Train();
  settings_.append_vocab = Model(old, "old.safetensors");
  settings_.train.alpha = 1e-30;
  UseNewText();
  const TrainResult result = Train();
  const auto compare = [&](const EmbeddingTable& now, const EmbeddingTable& before) {
    float largest = 0;
    for (std::size_t i = 0; i < old.vocabulary.size(); ++i) {
      const auto id = *result.vocabulary.Find(old.vocabulary.Word(ToWordId(i)));
      for (std::size_t k = 0; k < now.dim(); ++k) {
        largest = std::max(largest, std::abs(before.Row(ToWordId(i))[k]));
        EXPECT_NEAR(now.Row(id)[k], before.Row(ToWordId(i))[k], 1e-20);
      }
    }
    EXPECT_GT(largest, 0.01f);  // it was something
  };
  compare(result.input, old.input);
  compare(result.output, old.output);
}

TEST_F(StartTest, AppendingNeedsAWholeModel) {
  settings_.append_vocab = Model(Train(), "old.bin");
  EXPECT_THROW(Start{settings_}, Error);
}

}  // namespace
}  // namespace hogvec
