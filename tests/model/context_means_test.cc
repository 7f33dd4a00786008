#include "model/context_means.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/kernels.h"

namespace hogvec {
namespace {

constexpr std::size_t kRows = 6, kDim = 20;
constexpr float kAlpha = 0.25f;

struct Composition {
  std::string_view kernel;
  bool mean;
  CbowUpdate update;
};

std::vector<Composition> Compositions() {
  std::vector<Composition> all;
  for (const std::string_view kernel : KernelNames()) {
    for (const CbowUpdate update : {CbowUpdate::kCorrected, CbowUpdate::kWord2vec}) {
      all.push_back({kernel, true, update});
      all.push_back({kernel, false, update});
    }
  }
  return all;
}

TrainOptions OptionsOf(const Composition& composition) {
  TrainOptions options;
  options.architecture = Architecture::kCbow;
  options.dim = kDim;
  options.cbow_mean = composition.mean;
  options.cbow_update = composition.update;
  return options;
}

std::size_t CountOf(const std::vector<WindowSet>& windows, std::size_t window) {
  const auto is_in = [window](WindowSet set) { return (set >> window & 1) != 0; };
  return static_cast<std::size_t>(std::ranges::count_if(windows, is_in));
}

class ContextMeansTest : public ::testing::TestWithParam<Composition> {
 protected:
  ContextMeansTest() {
    table_.InitializeUniform(1);
    kept_.CopyFrom(table_);
  }

  // Of these rows of the table, which stand in these windows.
  void Compose(const std::vector<std::size_t>& rows, const std::vector<WindowSet>& windows) {
    rows_.clear();
    for (const std::size_t row : rows) rows_.push_back(table_.Address(ToRowId(row)));
    windows_ = windows;
    std::tie(inputs_, sets_) =
        means_.Compose({rows_, windows_, kDim}, {CountOf(windows, 0), CountOf(windows, 1)});
  }

  // Trains the inputs on centre words that have these numbers in one column, and 0 elsewhere.
  // Returns what the input of each window gains in that column.
  std::array<double, 2> Train(std::size_t column, const std::array<float, 2>& centres) {
    EmbeddingTable output(2, kDim);
    std::array<float*, 2> outputs{};
    for (std::size_t window = 0; window < 2; ++window) {
      outputs[window] = output.Address(ToRowId(window));
      outputs[window][column] = centres[window];
    }
    std::array<double, 2> gains{};
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const double y = centres[sets_[i] - 1u], x = inputs_[i][column];
      gains[sets_[i] - 1u] = double{kAlpha} * (1 - 1 / (1 + std::exp(-x * y))) * y;
    }
    StepScratch scratch(2);
    means_.Train({inputs_, sets_, outputs, Targets(2, 1), kDim, kAlpha}, scratch);
    return gains;
  }

  float Before(std::size_t row, std::size_t column) const {
    return kept_.Row(ToRowId(row))[column];
  }
  double Scale(double contexts) const { return GetParam().mean ? 1 / contexts : 1; }
  // What each of so many context words gains of what their input does.
  double Share(double contexts) const {
    return GetParam().update == CbowUpdate::kCorrected ? Scale(contexts) : 1;
  }

  // All gains of all rows: in column `column` these, elsewhere none.
  void ExpectGains(std::size_t column, const std::vector<double>& gains) const {
    for (std::size_t row = 0; row < kRows; ++row) {
      for (std::size_t k = 0; k < table_.stride(); ++k) {
        const float* const now = table_.Address(ToRowId(row));
        const double gain = double{now[k]} - kept_.Address(ToRowId(row))[k];
        EXPECT_NEAR(gain, k == column ? gains[row] : 0, 1e-6) << row << " " << k;
      }
    }
  }

  EmbeddingTable table_{kRows, kDim}, kept_;
  ContextMeans means_{OptionsOf(GetParam()), FindKernel(GetParam().kernel), table_.stride()};
  std::vector<float*> rows_;
  std::vector<WindowSet> windows_;
  std::span<float* const> inputs_;  // of the last Compose()
  std::span<const WindowSet> sets_;
};

std::string NameOfCase(const ::testing::TestParamInfo<Composition>& info) {
  return std::string(info.param.kernel) + (info.param.mean ? "_mean_" : "_sum_") +
         std::string(NameOf(info.param.update));
}

INSTANTIATE_TEST_SUITE_P(Each, ContextMeansTest, ::testing::ValuesIn(Compositions()), NameOfCase);

TEST_P(ContextMeansTest, AreOneInputForEachWindow) {
  Compose({0, 1, 2, 3}, {1, 3, 3, 2});
  ASSERT_EQ(inputs_.size(), 2u);
  EXPECT_TRUE(std::ranges::equal(sets_, std::array<WindowSet, 2>{1, 2}));
  for (std::size_t k = 0; k < kDim; ++k) {
    const double both = double{Before(1, k)} + Before(2, k);
    EXPECT_NEAR(inputs_[0][k], (both + Before(0, k)) * Scale(3), 1e-7);
    EXPECT_NEAR(inputs_[1][k], (both + Before(3, k)) * Scale(3), 1e-7);
  }
}

TEST_P(ContextMeansTest, CountAWordOnceForEachTimeThatItStandsInAWindow) {
  Compose({0, 1, 0}, {1, 1, 3});
  ASSERT_EQ(inputs_.size(), 2u);
  for (std::size_t k = 0; k < kDim; ++k) {
    EXPECT_NEAR(inputs_[0][k], (2 * double{Before(0, k)} + Before(1, k)) * Scale(3), 1e-7);
    EXPECT_NEAR(inputs_[1][k], Before(0, k), 1e-7);
  }
}

TEST_P(ContextMeansTest, LeaveOutAWindowWithoutContextWords) {
  std::vector<double> gains(kRows);
  for (const WindowSet set : {WindowSet{1}, WindowSet{2}}) {
    const std::size_t word = set;  // not one that has gained already
    Compose({word, word + 2}, {set, set});
    ASSERT_EQ(inputs_.size(), 1u);
    EXPECT_TRUE(std::ranges::equal(sets_, std::array{set}));
    for (std::size_t k = 0; k < kDim; ++k) {
      const double sum = double{Before(word, k)} + Before(word + 2, k);
      EXPECT_NEAR(inputs_[0][k], sum * Scale(2), 1e-7);
    }
    gains[word] = gains[word + 2] = Train(7, {2, -1})[set - 1u] * Share(2);
    means_.Scatter();
  }
  ExpectGains(7, gains);
}

TEST_P(ContextMeansTest, AreNoInputsWhereNeitherWindowHasAContextWord) {
  Compose({4, 5}, {0, 0});
  EXPECT_TRUE(inputs_.empty());
  EXPECT_TRUE(sets_.empty());
}

TEST_P(ContextMeansTest, GiveTheWordsTheirShareOfWhatTheyGained) {
  Compose({0, 1, 2, 3, 5}, {1, 1, 3, 2, 1});
  ASSERT_EQ(inputs_.size(), 2u);
  const auto gains = Train(3, {2, -1});
  means_.Scatter();
  const double first = gains[0] * Share(4), second = gains[1] * Share(2);
  ASSERT_GT(first, 0.01);
  ASSERT_LT(second, -0.01);
  ExpectGains(3, {first, first, first + second, second, 0, first});
}

TEST_P(ContextMeansTest, GiveNothingToAWordOfNeitherWindow) {
  Compose({0, 1, 2}, {1, 0, 2});
  const auto gains = Train(3, {2, -1});
  means_.Scatter();
  ExpectGains(3, {gains[0], 0, gains[1], 0, 0, 0});
}

TEST_P(ContextMeansTest, GiveAWordAsManySharesAsItHasPlaces) {
  const std::vector<WindowSet> sets{1, 3, 3, 2, 1};
  Compose({4, 4, 1, 4, 1}, sets);
  ASSERT_EQ(inputs_.size(), 2u);
  const auto gains = Train(kDim - 1, {2, 1});
  means_.Scatter();
  const double first = gains[0] * Share(static_cast<double>(CountOf(sets, 0)));
  const double second = gains[1] * Share(static_cast<double>(CountOf(sets, 1)));
  ExpectGains(kDim - 1, {0, 2 * first + second, 0, 0, 2 * first + 2 * second, 0});
}

TEST_P(ContextMeansTest, StayAsTheyAreForEachStepAndAddUpWhatTheyGain) {
  Compose({0, 1, 2}, {1, 3, 2});
  ASSERT_EQ(inputs_.size(), 2u);
  const std::vector<float> kept(inputs_[0], inputs_[0] + kDim);
  const auto one = Train(5, {2, -1}), other = Train(5, {2, 3});
  EXPECT_EQ(one[0], other[0]) << "the same input and output";
  EXPECT_TRUE(std::equal(kept.begin(), kept.end(), inputs_[0]));
  means_.Scatter();
  const double first = 2 * one[0] * Share(2), second = (one[1] + other[1]) * Share(2);
  ExpectGains(5, {first, first + second, second, 0, 0, 0});
}

TEST_P(ContextMeansTest, ChangeNothingUntilTheyGain) {
  Compose({0, 1, 1}, {3, 1, 2});
  means_.Scatter();
  for (std::size_t row = 0; row < kRows; ++row) {
    EXPECT_TRUE(std::ranges::equal(table_.Row(ToRowId(row)), kept_.Row(ToRowId(row))));
  }
}

TEST_P(ContextMeansTest, GiveTheSameWhateverRowsAreFetchedMeanwhile) {
  const EmbeddingTable later(3, kDim);
  std::vector<const float*> upcoming;
  for (std::size_t row = 0; row < 3; ++row) upcoming.push_back(later.Address(ToRowId(row)));
  Compose({0, 1}, {1, 1});
  const auto gains = Train(3, {2, -1});
  means_.Scatter(upcoming);
  ExpectGains(3, {gains[0] * Share(2), gains[0] * Share(2), 0, 0, 0, 0});
}

TEST_P(ContextMeansTest, AreComposedAnewOfWhatTheRowsAreNow) {
  Compose({0, 1}, {1, 1});
  const auto gains = Train(0, {2, -1});
  means_.Scatter();
  const float now = table_.Row(RowId{0})[0];
  EXPECT_NEAR(double{now} - Before(0, 0), gains[0] * Share(2), 1e-6);
  Compose({0}, {1});
  ASSERT_EQ(inputs_.size(), 1u);
  EXPECT_EQ(inputs_[0][0], now);
  means_.Scatter();
  EXPECT_EQ(table_.Row(RowId{0})[0], now) << "what was given once is not given again";
}

}  // namespace
}  // namespace hogvec
