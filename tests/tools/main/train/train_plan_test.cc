#include "main/train/train_plan.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "hogvec/error.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
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
    const TrainPlan plan = Resolve(settings_);
    TrainObserver silent;
    return hogvec::Train(plan.settings.ingest, plan.settings.train, silent,
                         {.start = plan.start()});
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
  EXPECT_EQ(Resolve(settings_).start().vectors, nullptr);
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

// Not after hours of training.
TEST_F(StartTest, RefusesLengthsThatTheOutputCanNotHave) {
  settings_.train.dim = 1;
  settings_.init_vectors = Model(Train(), "old.bin");
  settings_.train.dim = 100;
  settings_.output = "v.glove";
  EXPECT_NO_THROW(Resolve(settings_));
  settings_.format = VectorFormat::kGlove;
  EXPECT_THROW(Resolve(settings_), Error);
}

TEST_F(StartTest, ListedWordsAreAllKeptUnlessToldOtherwise) {
  settings_.ingest.prune.min_count = 5;
  settings_.ingest.read_vocab = "words";
  EXPECT_EQ(Resolve(settings_).settings.ingest.prune.min_count, 1u);
  settings_.given = {"min-count"};
  EXPECT_EQ(Resolve(settings_).settings.ingest.prune.min_count, 5u);
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

class TakeOptionsTest : public ::testing::Test {
 protected:
  // What goes on with a model that says these options of itself.
  const TrainSettings& Take(const std::map<std::string, std::string>& configuration) {
    TakeOptionsOf("model", configuration, settings_);
    return settings_;
  }

  TrainSettings settings_;
};

TEST_F(TakeOptionsTest, FillsInWhatWasNotGiven) {
  const TrainSettings& s = Take({{"lowercase", "true"},
                                 {"split", "unicode"},
                                 {"sentence", "20"},
                                 {"min-count", "2"},
                                 {"window", "3"},
                                 {"shrink-windows", "false"},
                                 {"sample", "0.01"},
                                 {"min-alpha", "0.001"},
                                 {"epochs", "77"},
                                 {"threads", "3"},
                                 {"max-vocab", "5"},
                                 {"of a later version", "x"}});
  EXPECT_EQ(s.ingest.text,
            (TextRules{.lowercase = true, .split = TextRules::Split::kUnicode, .sentence = 20}));
  EXPECT_EQ(s.ingest.prune.min_count, 2u);
  EXPECT_EQ(s.ingest.prune.max_vocab, 0u);
  EXPECT_EQ(s.train.window, 3u);
  EXPECT_FALSE(s.train.shrink_windows);
  EXPECT_EQ(s.train.sample, 0.01);
  EXPECT_EQ(s.train.min_alpha, 0.001);
  EXPECT_EQ(s.train.epochs, TrainOptions().epochs);
  EXPECT_EQ(s.train.threads, 0u);
  EXPECT_THAT(s.of_model, ElementsAre("--window 3", "--shrink-windows false", "--sample 0.01",
                                      "--min-alpha 0.001", "--lowercase", "--split unicode",
                                      "--sentence 20", "--min-count 2"));
  EXPECT_THAT(s.unlike_model, IsEmpty());
}

// Also where it is the default.
TEST_F(TakeOptionsTest, LeavesWhatWasGivenAndSaysSo) {
  settings_.given = {"window", "lowercase", "negative"};
  settings_.train.negative = 7;
  const TrainSettings& s = Take({{"window", "3"}, {"lowercase", "true"}});
  EXPECT_EQ(s.train.window, 5u);
  EXPECT_FALSE(s.ingest.text.lowercase);
  EXPECT_THAT(s.of_model, IsEmpty());
  EXPECT_THAT(s.unlike_model, ElementsAre("--window 5 instead of its --window 3",
                                          "--negative 7 instead of its --negative 5",
                                          "--lowercase=false instead of its --lowercase"));
}

TEST_F(TakeOptionsTest, TakesNothingFromAModelThatSaysNothing) {
  settings_.train.window = 9;
  EXPECT_EQ(Take({}).train.window, 9u);
  EXPECT_THAT(settings_.of_model, IsEmpty());
}

TEST_F(TakeOptionsTest, SaysWhatCanNotBeTaken) {
  const auto refusal = [&](const std::map<std::string, std::string>& configuration,
                           ErrorKind kind) {
    settings_ = TrainSettings();
    try {
      Take(configuration);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind);
      return std::string(error.what());
    }
    return std::string("no error");
  };
  EXPECT_THAT(
      refusal({{"stopwords", "/no/such"}}, ErrorKind::kNoInput),
      HasSubstr("model: was trained with --stopwords /no/such, which can't be used here "
                "(/no/such: can't be opened: No such file or directory); give --stopwords"));
  EXPECT_THAT(refusal({{"window", "wide"}}, ErrorKind::kMalformed),
              HasSubstr("was trained with --window wide"));
}

TEST_F(StartTest, AppendingNeedsAWholeModel) {
  settings_.append_vocab = Model(Train(), "old.bin");
  EXPECT_THROW(Resolve(settings_), Error);
}

}  // namespace
}  // namespace hogvec
