#include "base/edit_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/random.h"

namespace hogvec {
namespace {

TEST(EditDistance, CountsInsertionsDropsChangesAndSwaps) {
  EXPECT_EQ(EditDistance("bread", "bread", 3), 0u);
  EXPECT_EQ(EditDistance("bread", "brad", 3), 1u);
  EXPECT_EQ(EditDistance("brad", "bread", 3), 1u);
  EXPECT_EQ(EditDistance("bread", "break", 3), 1u);
  EXPECT_EQ(EditDistance("bread", "berad", 3), 1u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 5), 3u);
  EXPECT_EQ(EditDistance("", "ab", 3), 2u);
  EXPECT_EQ(EditDistance("", "", 0), 0u);
}

TEST(EditDistance, SaysOnlyThatItIsAboveTheLimit) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(EditDistance("a", "abcdefgh", 2), 3u);
  EXPECT_EQ(EditDistance("abc", "xyz", 0), 1u);
}

// The distance without a limit, by the whole table.
std::size_t Whole(const std::string& from, const std::string& to) {
  return EditDistance(from, to, from.size() + to.size());
}

TEST(EditDistance, IsTheSameForAnyLimitThatItIsNotAbove) {
  Random random(1, RandomPurpose::kTest);
  for (int round = 0; round < 3000; ++round) {
    std::string from, to;
    for (auto length = random.Below(9); length > 0; --length)
      from += static_cast<char>('a' + random.Below(3));
    for (auto length = random.Below(9); length > 0; --length)
      to += static_cast<char>('a' + random.Below(3));
    const std::size_t distance = Whole(from, to);
    for (std::size_t limit = 0; limit < 10; ++limit) {
      EXPECT_EQ(EditDistance(from, to, limit), std::min(distance, limit + 1)) << from << ' ' << to;
    }
  }
}

TEST(EditDistance, TakesNoLongForLongWords) {
  const std::string word(2'000'000, 'a');
  EXPECT_EQ(EditDistance(word, word + "b", 2), 1u);
}

}  // namespace
}  // namespace hogvec
