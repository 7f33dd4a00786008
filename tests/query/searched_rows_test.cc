#include "query/searched_rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <thread>

namespace hogvec {
namespace {

SearchedRows Of(const std::vector<std::vector<float>>& rows) {
  WordVectors vectors{.words = {}, .table = {rows.size(), rows[0].size()}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    vectors.words.FindOrAdd("w" + std::to_string(i));
    std::ranges::copy(rows[i], vectors.table.Row(ToWordId(i)).begin());
  }
  return SearchedRows(std::move(vectors));
}

TEST(SearchedRows, KnowsWhatBringsARowToLengthOne) {
  const SearchedRows rows = Of({{3, 4}, {0, 0}, {1e-30f, 0}, {0, -1e30f}, {0.5f, 0}});
  const float expected[] = {0.2f, 0, 1e30f, 1e-30f, 2};
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_FLOAT_EQ(rows.Scale(i), expected[i]) << i;
  EXPECT_EQ(rows.Unit(WordId{0}), (std::vector<float>{3 * 0.2f, 4 * 0.2f}));
  EXPECT_EQ(rows.Unit(WordId{1}), (std::vector<float>{0, 0}));
}

TEST(SearchedRows, GivesNoDirectionToWhatHasNone) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const SearchedRows rows = Of({{1, NAN}, {kInfinity, 1}, {3e38f, 3e38f}});
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_TRUE(std::isnan(rows.Scale(i))) << i;
}

TEST(SearchedRows, TakesTheShortestRowsForZeros) { EXPECT_EQ(Of({{1e-38f, 0}}).Scale(0), 0); }

// More than a block, the last one not whole, asked for by two threads.
TEST(SearchedRows, FindsEveryBlockOnce) {
  constexpr std::size_t kRows = 2 * SearchedRows::kBlockRows + 7;
  std::vector<std::vector<float>> values;
  for (std::size_t i = 0; i < kRows; ++i) values.push_back({static_cast<float>(i + 1)});
  const SearchedRows rows = Of(values);
  const auto check = [&] {
    for (std::size_t i = kRows; i-- > 0;) EXPECT_FLOAT_EQ(rows.Scale(i) * values[i][0], 1) << i;
  };
  std::jthread other(check);
  check();
  EXPECT_EQ(rows.Scales(2 * SearchedRows::kBlockRows).size(), 7u);
}

}  // namespace
}  // namespace hogvec
