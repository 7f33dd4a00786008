#include "layout/label_levels.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/random.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Labels {
  std::vector<MapPoint> points;
  std::vector<std::uint8_t> columns;
};

// Most of them in a heap, as the words of a map are.
Labels RandomLabels(std::size_t count) {
  Labels labels;
  Random random(5, RandomPurpose::kTest);
  for (std::size_t i = 0; i < count; ++i) {
    const float spread = i % 4 == 0 ? 1.0f : 0.05f;
    const float x = spread * (2 * random.UnitFloat() - 1);
    const float y = spread * (2 * random.UnitFloat() - 1);
    labels.points.push_back({x, y});
    labels.columns.push_back(static_cast<std::uint8_t>(1 + random.Below(kMostLabelColumns)));
  }
  return labels;
}

bool Overlap(const Labels& labels, std::size_t a, std::size_t b, int level) {
  const double pixels = kLabelScreen / 2 * std::ldexp(1.0, level);
  const double x = (double{labels.points[a].x} - labels.points[b].x) * pixels;
  const double y = (double{labels.points[a].y} - labels.points[b].y) * pixels;
  const double width = (LabelWidth(labels.columns[a]) + LabelWidth(labels.columns[b])) / 2;
  return std::abs(x) < width && std::abs(y) < kLabelHeight;
}

TEST(LabelLevels, ShowsNoTwoLabelsThatOverlap) {
  const Labels labels = RandomLabels(1'500);
  const auto levels = LabelLevels(labels.points, labels.columns);
  for (int level = 0; level < WordMap::kLabelLevels; ++level) {
    for (std::size_t a = 0; a < levels.size(); ++a) {
      for (std::size_t b = 0; b < a && levels[a] <= level; ++b) {
        if (levels[b] > level) continue;
        ASSERT_FALSE(Overlap(labels, a, b, level)) << a << " and " << b << " at level " << level;
      }
    }
  }
}

// A word is refused at a level only for a label of a lower level, or of a word before it.
TEST(LabelLevels, ShowsEachLabelAsSoonAsItHasRoom) {
  const Labels labels = RandomLabels(1'500);
  const auto levels = LabelLevels(labels.points, labels.columns);
  for (std::size_t a = 0; a < levels.size(); ++a) {
    for (int level = 0; level < levels[a]; ++level) {
      bool taken = false;
      for (std::size_t b = 0; b < levels.size() && !taken; ++b) {
        taken =
            (levels[b] < level || (levels[b] == level && b < a)) && Overlap(labels, a, b, level);
      }
      ASSERT_TRUE(taken) << a << " would have had room at level " << level;
    }
  }
}

TEST(LabelLevels, PrefersTheWordThatComesFirst) {
  const std::vector<MapPoint> points{{0, 0}, {0.01f, 0}, {0.5f, 0.5f}};
  const std::vector<std::uint8_t> columns(3, 5);
  const auto levels = LabelLevels(points, columns);
  EXPECT_EQ(levels[0], 0);
  EXPECT_GT(levels[1], 0);
  EXPECT_EQ(levels[2], 0);
}

// Labels of 5 and 20 letters are 47.5 and 160 pixels wide; at level l, 0.0101 is 5.05 * 2^l pixels.
TEST(LabelLevels, DependOnTheWidthsOfLabels) {
  const std::vector<MapPoint> points{{0, 0}, {0.0101f, 0}};
  const std::vector<std::uint8_t> narrow{5, 5}, wide{20, 20};
  EXPECT_THAT(LabelLevels(points, narrow), ElementsAre(0, 4));  // 80.8 pixels
  EXPECT_THAT(LabelLevels(points, wide), ElementsAre(0, 5));    // 161.6 pixels
}

TEST(LabelLevels, LetLabelsStandAboveEachOther) {
  const std::vector<MapPoint> points{{0, 0}, {0, 0.04f}, {0, 0.03f}};
  const std::vector<std::uint8_t> columns(3, 20);
  EXPECT_THAT(LabelLevels(points, columns), ElementsAre(0, 0, 2));
}

TEST(LabelLevels, GiveOnePlaceOneLabel) {
  const std::vector<MapPoint> points(5'000, MapPoint{0.25f, -0.5f});
  const std::vector<std::uint8_t> columns(5'000, 8);
  const auto levels = LabelLevels(points, columns);
  EXPECT_EQ(levels[0], 0);
  EXPECT_THAT(std::vector(levels.begin() + 1, levels.end()), Each(WordMap::kLabelLevels));
}

TEST(LabelLevels, GiveNoneToWhatIsNotOnTheMap) {
  constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const std::vector<MapPoint> points{{kNaN, 0}, {0, kNaN}, {-kInfinity, 0}, {0, 1e30f}, {1, -1}};
  EXPECT_THAT(LabelLevels(points, std::vector<std::uint8_t>(5, 3)),
              ElementsAre(WordMap::kLabelLevels, WordMap::kLabelLevels, WordMap::kLabelLevels,
                          WordMap::kLabelLevels, 0));
  EXPECT_THAT(LabelLevels({}, {}), IsEmpty());
}

TEST(LabelColumns, AreThoseOfTheWordAsItIsShown) {
  WordIndex words;
  for (const char* const word : {"a", "the", "\xe6\x9d\xb1\xe4\xba\xac", "", "\x1b"}) {
    words.FindOrAdd(word);
  }
  words.FindOrAdd(std::string(10'000, 'x'));
  EXPECT_THAT(LabelColumns(words), ElementsAre(1, 3, 4, 1, 4, kMostLabelColumns));
}

}  // namespace
}  // namespace hogvec
