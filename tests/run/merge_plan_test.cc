#include "run/merge_plan.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kernel/kernel.h"
#include "kernel/loss.h"
#include "subwords/word_rows.h"
#include "support/rank.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::FloatNear;
using ::testing::IsEmpty;
using ::testing::Pointwise;
using testing::Rank;
using testing::RowsOf;
using testing::TempFolder;

// "ab" stands twice in the first word and once in the second; "<a" once in both.
Vocabulary ThreeWords() { return Vocabulary({{"abab", 60}, {"abc", 30}, {"xyz", 10}}); }

// Three context words on average; each pair has two negatives, drawn evenly.
TrainOptions FewNegatives() {
  TrainOptions options{.dim = 4, .window = 2, .negative = 2, .sample = 0};
  options.ns_exponent = 0;
  return options;
}

InputLayer Plain(std::size_t words) { return InputLayer(EmbeddingTable(words, 4)); }

// With the n-grams of two characters.
InputLayer WithNgrams(const Vocabulary& vocabulary, WordRows::Merging merging) {
  WordRows lists(vocabulary.words(), {.min_n = 2, .max_n = 2, .buckets = 2'000'000}, merging);
  EmbeddingTable rows(lists.rows(), 4);
  rows.InitializeUniform(1);
  return {std::move(lists), std::move(rows)};
}

std::vector<float> Sorted(std::vector<float> values) {
  std::ranges::sort(values);
  return values;
}

TEST(MergePlan, CountsTheTermsOfEachWord) {
  const MergePlan plan = PlanMerges(ThreeWords(), Plain(3), FewNegatives(), {1, 1});
  // Pairs (1 + negatives) f, and pairs (f + negatives / 3).
  EXPECT_THAT(plan.rows.words.input, ElementsAre(FloatEq(5.4f), FloatEq(2.7f), FloatEq(0.9f)));
  EXPECT_THAT(plan.rows.words.output, ElementsAre(FloatEq(3.8f), FloatEq(2.9f), FloatEq(2.3f)));
  EXPECT_EQ(plan.rows.input_terms, plan.rows.words.input);
  EXPECT_FALSE(plan.rows.input_of) << "an input is just its row";
}

TEST(MergePlan, CountsWindowsThatAreNotShrunkInFull) {
  TrainOptions options = FewNegatives();
  options.shrink_windows = false;
  const MergePlan plan = PlanMerges(ThreeWords(), Plain(3), options, {1, 1});
  EXPECT_THAT(plan.rows.words.input, ElementsAre(FloatEq(7.2f), FloatEq(3.6f), FloatEq(1.2f)));
}

// Of f = 0.6, 0.3 and 0.1 at t = 0.01, sqrt(t/f) + t/f is kept: 0.14577, 0.21591 and 0.41623.
TEST(MergePlan, LeavesOutWhatSubsamplingDrops) {
  TrainOptions options = FewNegatives();
  options.sample = 0.01;
  const MergePlan plan = PlanMerges(ThreeWords(), Plain(3), options, {1, 1});
  EXPECT_THAT(plan.rows.words.input,
              ElementsAre(FloatNear(0.78714f, 1e-4f), FloatNear(0.58295f, 1e-4f),
                          FloatNear(0.37460f, 1e-4f)));
}

TEST(MergePlan, GivesRowsOfNgramsTheTermsOfTheirWordsOnceEach) {
  const Vocabulary vocabulary = ThreeWords();
  const InputLayer input = WithNgrams(vocabulary, WordRows::Merging::kApart);
  const MergePlan plan = PlanMerges(vocabulary, input, FewNegatives(), {1, 1});
  EXPECT_EQ(plan.rows.words.input.size(), 3u);
  // Five of "xyz" alone; three of "abc"; three of "abab"; two of both of them.
  const std::vector<float> expected{0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 2.7f, 2.7f,
                                    2.7f, 5.4f, 5.4f, 5.4f, 8.1f, 8.1f};
  EXPECT_THAT(Sorted(plan.rows.input_terms), Pointwise(FloatEq(), expected));
  const auto terms_of_own = [&](std::uint32_t word) {
    return plan.rows.input_terms[input.lists()->Of(WordId{word})[0].row];
  };
  EXPECT_FLOAT_EQ(terms_of_own(0), 5.4f);
  EXPECT_FLOAT_EQ(terms_of_own(1), 2.7f);
}

TEST(MergePlan, MakesInputsOfNgramsAsTheModelDoes) {
  const Vocabulary vocabulary = ThreeWords();
  for (const auto merging : {WordRows::Merging::kApart, WordRows::Merging::kMerged}) {
    InputLayer input = WithNgrams(vocabulary, merging);
    const MergePlan plan = PlanMerges(vocabulary, input, FewNegatives(), {1, 1});
    input.Compose(FindKernel(""), 1);
    for (std::size_t word = 0; word < 3; ++word) {
      std::vector<float> made(4, 7.0f);
      plan.rows.input_of(input.rows(), ToWordId(word), made);
      EXPECT_THAT(made, Pointwise(FloatNear(1e-6f), input.word_rows().Row(ToWordId(word))));
    }
  }
}

TEST(MergePlan, MeetsLessOftenTheMoreThreadsTrain) {
  const auto plan_of = [](std::size_t threads) {
    return PlanMerges(ThreeWords(), Plain(3), FewNegatives(), {1, threads});
  };
  EXPECT_EQ(plan_of(3).intervals.first, 3 * plan_of(1).intervals.first);
  EXPECT_EQ(plan_of(3).intervals.last, plan_of(1).intervals.last);
  EXPECT_GT(plan_of(1000).intervals.last, plan_of(1000).intervals.first);
}

TEST(MergePlan, MergesNewRowsSoonerTheMoreReplicasMoveThem) {
  const auto least_of = [](std::size_t ranks) {
    return PlanMerges(ThreeWords(), Plain(3), FewNegatives(), {ranks, 1}).rows.rule.least;
  };
  EXPECT_DOUBLE_EQ(least_of(8), least_of(2) / 4);
  EXPECT_DOUBLE_EQ(least_of(8), MergeRule{}.least);
}

TEST(MergePlan, RaisesTheRateWithTheReplicas) {
  EXPECT_EQ(RateForReplicas(0.05, 1), 0.05);
  EXPECT_EQ(RateForReplicas(0.05, 2), 0.05);
  EXPECT_NEAR(RateForReplicas(0.05, 4), 0.063, 5e-4);
  EXPECT_NEAR(RateForReplicas(0.05, 8), 0.079, 5e-4);
  EXPECT_DOUBLE_EQ(RateForReplicas(0.05, 16), 0.1);
}

class MergesAsPlanned : public ::testing::Test {
 protected:
  MergesAsPlanned() {
    options_.dim = 16;
    options_.epochs = 2;
    options_.threads = 1;
    ingest_.corpus = {folder_.Write("text", testing::TopicLines(100'000, 10, 1))};
    ingest_.block_bytes = 4000;
    held_out_.corpus = {folder_.Write("held-out", testing::TopicLines(10'000, 10, 2))};
  }

  // The held-out loss of eight replicas that were merged by a plan which `change` has changed.
  template <typename Change>
  double LossOf(const Change& change) {
    double loss = 0;
    testing::OnEachRank(8, ingest_, options_, [&](Rank& rank) {
      MergePlan plan = PlanMerges(rank.corpus.vocabulary, rank.model.input, options_, {2, 1});
      change(plan);
      ReplicaMerger merger(rank.replicas, std::move(plan), rank.model, rank.trainer);
      try {
        rank.trainer.Run({}, {}, merger);
      } catch (const TrainingDiverged&) {
        if (rank.replicas.rank() == 0) loss = 1e30;
        return;
      }
      if (rank.replicas.rank() == 0) loss = Score(rank);
    });
    return loss;
  }

  double Score(Rank& rank) const {
    const auto counts = rank.corpus.vocabulary.counts();
    WordVectors vectors{.words = {}, .table = rank.model.input.TakeWordRows()};
    vectors.output = std::move(rank.model.output);
    vectors.counts.assign(counts.begin(), counts.end());
    vectors.words = std::move(rank.corpus.vocabulary).TakeWords();
    return ScoreHeldOut(vectors, held_out_, options_).loss;
  }

  TempFolder folder_;
  IngestOptions ingest_, held_out_;
  TrainOptions options_;
};

// By the sum eight replicas diverge, and by the mean they get less far.
TEST_F(MergesAsPlanned, LearnMoreThanTheSumAndTheMean) {
  const double by_rule = LossOf([](MergePlan&) {});
  const double by_sum =
      LossOf([](MergePlan& plan) { plan.rows.rule.floor = plan.rows.rule.slope = 0; });
  const double by_mean = LossOf([](MergePlan& plan) { plan.rows.rule.floor = 1e9; });
  EXPECT_LT(by_rule, 0.6 * ChanceLoss(options_.negative));
  EXPECT_GT(by_sum, 1.1 * by_rule);
  EXPECT_GT(by_mean, 1.1 * by_rule);
}

}  // namespace
}  // namespace hogvec
