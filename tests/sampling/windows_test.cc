#include "sampling/windows.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "support/chi_square.h"

namespace hogvec {
namespace {

constexpr WordId kA{0}, kB{1}, kC{2};

const Subsampler& KeepAll() {
  static const std::vector<std::uint64_t> kCounts{1, 1, 1};
  static const Subsampler kSubsampler(kCounts, 0);
  return kSubsampler;
}

WindowList Sample(const std::vector<WordId>& ids, const WindowWidth& width) {
  Random random(1, RandomPurpose::kTest);
  WindowList windows;
  windows.Sample(ids, KeepAll(), width, random);
  return windows;
}

TEST(Windows, StandAroundEveryKeptWord) {
  const auto windows = Sample({kA, kB, kC, kLineEnd, kB, kLineEnd}, {5});
  ASSERT_EQ(windows.size(), 4u);
  EXPECT_EQ(windows.words_seen(), 4u);
  EXPECT_EQ(windows.Word(1), kB);
  EXPECT_EQ(windows.Word(3), kB);
}

TEST(Windows, NeverCrossALineEnd) {
  std::vector<WordId> ids;
  std::vector<std::size_t> line_of;
  for (std::size_t line = 0; line < 50; ++line) {
    for (std::size_t i = 0; i <= line % 7; ++i) {
      ids.push_back(kA);
      line_of.push_back(line);
    }
    ids.push_back(kLineEnd);
  }
  const auto windows = Sample(ids, {10});
  ASSERT_EQ(windows.size(), line_of.size());
  for (std::size_t centre = 0; centre < windows.size(); ++centre) {
    EXPECT_EQ(line_of[windows[centre].begin], line_of[centre]);
    EXPECT_EQ(line_of[windows[centre].end - 1], line_of[centre]);
    EXPECT_LE(windows[centre].begin, centre);
    EXPECT_GT(windows[centre].end, centre);
  }
}

TEST(Windows, ReachEvenlyFromOneToTheWidest) {
  const auto windows = Sample(std::vector<WordId>(100'000, kA), {5});
  std::vector<std::uint64_t> reaches(6);
  for (std::size_t centre = 5; centre + 5 < windows.size(); ++centre) {
    const auto left = centre - windows[centre].begin, right = windows[centre].end - 1 - centre;
    ASSERT_EQ(left, right);
    ++reaches[left];
  }
  const std::vector<double> expected{0, 19998, 19998, 19998, 19998, 19998};
  EXPECT_EQ(reaches[0], 0u);
  EXPECT_LT(std::abs(testing::ChiSquareDeviation(reaches, expected)), 4);
}

TEST(Windows, AreOfFullWidthIfTheyDoNotShrink) {
  const auto windows = Sample({kA, kB, kC, kA, kB, kLineEnd, kA, kB}, {2, false});
  const std::vector<std::pair<Position, Position>> expected{{0, 3}, {0, 4}, {0, 5}, {1, 5},
                                                            {2, 5}, {5, 7}, {5, 7}};
  ASSERT_EQ(windows.size(), expected.size());
  for (std::size_t centre = 0; centre < windows.size(); ++centre) {
    EXPECT_EQ(std::pair(windows[centre].begin, windows[centre].end), expected[centre]);
  }
}

TEST(Windows, TakeALastLineWithoutItsEnd) {
  EXPECT_EQ(Sample({kA, kLineEnd, kB, kC}, {2}).size(), 3u);
  EXPECT_EQ(Sample({kLineEnd, kLineEnd}, {2}).size(), 0u);
  EXPECT_EQ(Sample({}, {2}).size(), 0u);
}

// A word alone in its line, be it by subsampling, has no context.
TEST(Windows, AreCountedIfTheyHaveAContextWord) {
  const auto with_context = [](const std::vector<WordId>& ids, const WindowWidth& width) {
    return Sample(ids, width).with_context();
  };
  EXPECT_EQ(with_context({kA, kLineEnd, kB, kC, kLineEnd, kA, kLineEnd}, {2}), 2u);
  EXPECT_EQ(with_context({kA, kLineEnd, kB, kLineEnd}, {5, false}), 0u);
  EXPECT_EQ(with_context({kA, kB, kC, kA, kA}, {1, false}), 5u);
  EXPECT_EQ(with_context({}, {2}), 0u);
}

std::vector<int> SetsOf(const WindowGroup& group) {
  std::vector<int> sets;
  for (std::size_t at = group.begin; at < group.end; ++at) sets.push_back(group.WindowsWith(at));
  return sets;
}

TEST(Windows, TwoInOneLineShareMostWordsBetweenTheirEdges) {
  const WindowList windows = Sample({kA, kB, kC, kA, kB, kC}, {2, false});
  const WindowGroup group = windows.Group(2, 4);
  EXPECT_EQ(std::pair(group.begin, group.end), std::pair(std::size_t{0}, std::size_t{6}));
  EXPECT_EQ(SetsOf(group), (std::vector<int>{1, 3, 2, 1, 3, 2}));  // the centres: 2 and 3
  EXPECT_EQ(group.counts(), (std::array<std::size_t, 2>{4, 4}));
}

TEST(Windows, OneHasNoSecond) {
  const WindowGroup group = Sample({kA, kB, kC}, {2, false}).Group(1, 2);
  EXPECT_EQ(SetsOf(group), (std::vector<int>{1, 0, 1}));
  EXPECT_EQ(group.counts(), (std::array<std::size_t, 2>{2, 0}));
}

TEST(Windows, TwoInDifferentLinesShareNothing) {
  const WindowGroup group = Sample({kA, kB, kLineEnd, kC, kA}, {5, false}).Group(1, 3);
  EXPECT_EQ(SetsOf(group), (std::vector<int>{1, 0, 0, 2}));
  EXPECT_EQ(group.counts(), (std::array<std::size_t, 2>{1, 1}));
}

TEST(Windows, AreFewerWithSubsamplingButAllWordsAreSeen) {
  const std::vector<std::uint64_t> counts{1'000'000, 10, 10};
  const Subsampler subsampler(counts, 1e-3);
  std::vector<WordId> ids(10'000, kA);
  ids.insert(ids.end(), 100, kB);
  Random random(1, RandomPurpose::kTest);
  WindowList windows;
  windows.Sample(ids, subsampler, {5}, random);
  EXPECT_EQ(windows.words_seen(), 10'100u);
  EXPECT_NEAR(static_cast<double>(windows.size()), 100 + 10'000 * 0.0326, 90);
}

}  // namespace
}  // namespace hogvec
