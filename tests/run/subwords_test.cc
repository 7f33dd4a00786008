// Training with n-grams, by what comes out.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/train.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::RowsOf;
using testing::TempFolder;
using testing::TrainQuietly;

// Words of a stem and an ending, so that they share n-grams.
std::string InflectedLines(std::size_t lines, std::uint64_t seed) {
  constexpr const char* kStems[] = {"walk", "talk", "bark", "jump", "lamp", "stamp"};
  constexpr const char* kEndings[] = {"", "s", "ed", "ing", "er"};
  Random random(seed, RandomPurpose::kTest);
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    const std::size_t stem = random.Below(6);
    for (std::uint32_t i = 2 + random.Below(8); i > 0; --i) {
      const std::size_t next = random.Below(4) == 0 ? random.Below(6) : stem;
      text += fmt::format("{}{} ", kStems[next], kEndings[random.Below(5)]);
    }
    text += '\n';
  }
  return text;
}

float Difference(const EmbeddingTable& a, const EmbeddingTable& b) {
  const std::vector<float> left = RowsOf(a), right = RowsOf(b);
  float largest = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    largest = std::max(largest, std::abs(left[i] - right[i]));
  }
  return largest;
}

class SubwordTraining : public ::testing::Test {
 protected:
  SubwordTraining() {
    options_.dim = 20;
    options_.epochs = 2;
    options_.threads = 1;
    options_.sample = 0;
    options_.subwords = SubwordLearning::kTrained;
    options_.ngrams = {.min_n = 2, .max_n = 4, .buckets = 500};
  }

  TrainResult Trained(const StartingPoint& start = {}) const {
    TrainObserver silent;
    IngestOptions ingest;
    ingest.corpus = {corpus_};
    ingest.block_bytes = 2000;
    return Train(ingest, options_, silent, {.start = start});
  }

  TempFolder folder_;
  std::filesystem::path corpus_ = folder_.Write("corpus", InflectedLines(1500, 1));
  TrainOptions options_;
};

WordVectors VectorsOf(TrainResult result) {
  WordVectors vectors{.words = {}, .table = std::move(result.input)};
  vectors.output = std::move(result.output);
  vectors.subwords = std::move(result.subwords);
  vectors.words = std::move(result.vocabulary).TakeWords();
  return vectors;
}

TEST_F(SubwordTraining, OnOneThreadIsTheSameByteForByte) {
  const TrainResult first = Trained(), second = Trained();
  EXPECT_EQ(RowsOf(first.input), RowsOf(second.input));
  EXPECT_EQ(RowsOf(first.output), RowsOf(second.output));
  EXPECT_EQ(RowsOf(first.subwords->table()), RowsOf(second.subwords->table()));
}

TEST_F(SubwordTraining, LearnsOnManyThreads) {
  options_.threads = 4;
  const TrainResult result = Trained();
  EXPECT_LT(result.summary.loss, result.summary.first_loss);
}

TEST_F(SubwordTraining, GivesVectorsToWordsThatWereNotThere) {
  options_.epochs = 20;
  const TrainResult result = Trained();
  std::vector<float> unseen(options_.dim);
  ASSERT_GT(result.subwords->view().Compose("walkers", unseen), 0u);
  const auto cosine = [&](std::string_view word) {
    const auto row = result.input.Row(*result.vocabulary.Find(word));
    double dot = 0, a = 0, b = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      dot += double{row[k]} * unseen[k];
      a += double{row[k]} * row[k];
      b += double{unseen[k]} * unseen[k];
    }
    return dot / std::sqrt(a * b);
  };
  EXPECT_GT(cosine("walker"), 0.5);
  EXPECT_GT(cosine("walker"), cosine("lamp"));
  EXPECT_GT(cosine("walked"), cosine("jumped"));
}

// Lines of one window, of which no two neighbours have an n-gram in common: nobody sees what others
// gain too late, since there is nothing to be seen.
std::string LinesApart() {
  std::string lines;
  for (int i = 0; i < 50; ++i) lines += "abc def\nghi jkl\nmno pqr\nstu vwx\n";
  return lines;
}

TEST_F(SubwordTraining, WithTheRingIsAsComposedAfresh) {
  corpus_ = folder_.Write("apart", LinesApart());
  options_.window = 1;
  options_.ngrams.buckets = 2'000'000;
  const TrainResult ring = Trained();
  options_.compose_afresh = true;
  const TrainResult afresh = Trained();
  EXPECT_LT(Difference(ring.input, afresh.input), 1e-6);
  EXPECT_LT(Difference(ring.subwords->table(), afresh.subwords->table()), 1e-6);
}

TEST_F(SubwordTraining, WithoutNgramsIsAsIfThereWereNone) {
  corpus_ = folder_.Write("apart", LinesApart());
  options_.window = 1;
  options_.ngrams = {.min_n = 100, .max_n = 100};
  const TrainResult with = Trained();
  options_.subwords = SubwordLearning::kNone;
  const TrainResult without = Trained();
  EXPECT_LT(Difference(with.input, without.input), 1e-6);
  EXPECT_TRUE(with.subwords->buckets().empty());
  EXPECT_FALSE(without.subwords.has_value());
}

TEST_F(SubwordTraining, ComposedAfreshLearnsAsMuch) {
  const double ring = Trained().summary.loss;
  options_.compose_afresh = true;
  EXPECT_NEAR(Trained().summary.loss, ring, 0.01 * ring);
}

// A model without words or n-gram vectors to start from keeps rows apart, but starts as ever.
TEST_F(SubwordTraining, WithMergedRowsIsAsWithRowsApart) {
  WordVectors nothing{.words = {}, .table = EmbeddingTable(0, options_.dim)};
  nothing.subwords.emplace(options_.ngrams, std::vector<std::uint32_t>(),
                           std::vector<std::uint32_t>(), EmbeddingTable(0, options_.dim));
  const TrainResult merged = Trained(), apart = Trained({.vectors = &nothing});
  EXPECT_LT(merged.subwords->table().rows(), apart.subwords->table().rows());
  EXPECT_LT(Difference(merged.input, apart.input), 1e-4);
}

TEST_F(SubwordTraining, GoesOnFromAModel) {
  const WordVectors before = VectorsOf(Trained());
  options_.epochs = 1;
  options_.alpha = 1e-30;  // what is learned is too little to show
  corpus_ = folder_.Write("other",
                          InflectedLines(20, 2) + "walkings walkings walkings walkings walkings\n");
  const TrainResult after = Trained({.vectors = &before});
  for (std::size_t i = 0; i < after.vocabulary.size(); ++i) {
    const std::string_view word = after.vocabulary.Word(ToWordId(i));
    std::vector<float> expected(options_.dim);
    if (const auto id = before.words.Find(word)) {
      std::ranges::copy(before.table.Row(*id), expected.begin());
    } else {
      before.subwords->view().Compose(word, expected);
    }
    const auto row = after.input.Row(ToWordId(i));
    for (std::size_t k = 0; k < row.size(); ++k) EXPECT_NEAR(row[k], expected[k], 1e-5) << word;
  }
  std::vector<float> first(options_.dim), second(options_.dim);
  ASSERT_GT(before.subwords->view().Compose("stampers", first), 0u);
  after.subwords->view().Compose("stampers", second);
  for (std::size_t k = 0; k < first.size(); ++k) EXPECT_NEAR(first[k], second[k], 1e-5);
}

TEST_F(SubwordTraining, LeavesFrozenWordsAsTheyAre) {
  WordVectors start{.words = {}, .table = EmbeddingTable(1, options_.dim)};
  start.words.FindOrAdd("walked");
  start.table.InitializeUniform(7);
  const TrainResult result = Trained({.vectors = &start, .freeze = true});
  const auto row = result.input.Row(*result.vocabulary.Find("walked"));
  for (std::size_t k = 0; k < row.size(); ++k) EXPECT_EQ(row[k], start.table.Row(WordId{0})[k]);
  EXPECT_LT(result.summary.loss, result.summary.first_loss);
}

TEST_F(SubwordTraining, RefusesOtherNgramsThanThoseToStartFrom) {
  const WordVectors before = VectorsOf(Trained());
  options_.ngrams.max_n = 5;
  try {
    Trained({.vectors = &before});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr("2 to 4 characters in 500 buckets"));
  }
}

TEST_F(SubwordTraining, IsCheckedForItsOptions) {
  options_.ngrams = {.min_n = 5, .max_n = 3};
  EXPECT_THROW(Trained(), Error);
  options_.subwords = SubwordLearning::kNone;
  EXPECT_NO_THROW(Trained()) << "unused";
}

TEST_F(SubwordTraining, KeepsTheBestEpochOfAllRows) {
  options_.epochs = 30;
  options_.alpha = 0.1;
  options_.validation = {.fraction = 0.2, .patience = 1};
  const TrainResult result = Trained();
  ASSERT_LT(result.summary.kept_epoch, result.summary.epochs);
  options_.epochs = result.summary.epochs;
  options_.validation.patience = 0;
  EXPECT_NE(RowsOf(Trained().subwords->table()), RowsOf(result.subwords->table()));
  // Words are what their n-grams and their own rows were at the same time: a word's own row is the
  // rest, which is small where its n-grams say nearly all.
  std::vector<float> composed(options_.dim);
  result.subwords->view().Compose("walking", composed);
  const auto row = result.input.Row(*result.vocabulary.Find("walking"));
  double dot = 0;
  for (std::size_t k = 0; k < composed.size(); ++k) dot += double{composed[k]} * row[k];
  EXPECT_GT(dot, 0);
}

// Asks to stop after the first epoch.
class StopAfterOne : public TrainObserver {
 public:
  void OnEpoch(const EpochReport&) override { source.request_stop(); }
  std::stop_source source;
};

TEST_F(SubwordTraining, ResumesToTheSameBytes) {
  const TrainResult whole = Trained();
  IngestOptions ingest;
  ingest.corpus = {corpus_};
  ingest.block_bytes = 2000;
  StopAfterOne observer;
  RunControl control{.checkpoints = {.folder = folder_.path() / "kept"},
                     .stop = observer.source.get_token()};
  EXPECT_THROW(Train(ingest, options_, observer, control), TrainingStopped);
  control.checkpoints.resume = true;
  control.stop = {};
  TrainObserver silent;
  const TrainResult resumed = Train(ingest, options_, silent, control);
  EXPECT_EQ(RowsOf(resumed.input), RowsOf(whole.input));
  EXPECT_EQ(RowsOf(resumed.subwords->table()), RowsOf(whole.subwords->table()));
}

TEST_F(SubwordTraining, SaysWhatItNeeds) {
  const Vocabulary vocabulary({{"walking", 1000}, {"walked", 500}});
  const TrainNeeds with = NeedsOf(vocabulary, 1500, {}, options_);
  options_.subwords = SubwordLearning::kNone;
  const TrainNeeds without = NeedsOf(vocabulary, 1500, {}, options_);
  EXPECT_GT(with.table_bytes, without.table_bytes);
  EXPECT_GT(with.checkpoint_bytes, without.checkpoint_bytes);
}

}  // namespace
}  // namespace hogvec
