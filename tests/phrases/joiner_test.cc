#include "phrases/joiner.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace hogvec {
namespace {

// Words a, b and c, of which "a b" and "b a" are phrases.
class JoinerTest : public ::testing::Test {
 protected:
  JoinerTest() {
    phrases_.insert(ToPair(a_, b_));
    phrases_.insert(ToPair(b_, a_));
  }

  Joiner::Joined Join(std::string text, std::string before) {
    return Joiner(words_, phrases_, "_", {}).Join({.text = std::move(text), .before = before});
  }

  const Vocabulary words_{
      std::vector<std::pair<std::string_view, std::uint64_t>>{{"a", 3}, {"b", 2}, {"c", 1}}};
  const WordId a_ = *words_.Find("a"), b_ = *words_.Find("b"), c_ = *words_.Find("c");
  Phrases phrases_;
};

TEST_F(JoinerTest, JoinsFromTheLeftAndEachWordOnce) {
  const auto joined = Join("a b a c b  a rare a\nb a b", "");
  EXPECT_EQ(joined.text, "a_b a c b_a rare a\nb_a b");
  EXPECT_EQ(joined.joined, 3u);
  EXPECT_EQ(joined.last, b_);
  EXPECT_TRUE(joined.certain);
}

TEST_F(JoinerTest, FollowsWhatPrecedes) {
  EXPECT_EQ(Join("b a", "c a ").text, "_b a");
  EXPECT_EQ(Join("b a", "c b a ").text, " b_a");
  EXPECT_EQ(Join("b a", "rare ").text, " b_a");
  EXPECT_TRUE(Join("b a", "c b a ").certain);
}

TEST_F(JoinerTest, IsNotCertainWhereAllThatPrecedesMayBeJoined) {
  const auto joined = Join("b a", "a b a ");
  EXPECT_FALSE(joined.certain);
  Joiner joiner(words_, phrases_, "_", {});
  const TextBlock block{.text = "b a", .before = "a b a "};
  EXPECT_EQ(joiner.Join(block, a_).text, "_b a");
  EXPECT_EQ(joiner.Join(block, kGap).text, " b_a");
}

TEST_F(JoinerTest, KnowsTheLastWordBeforeABlock) {
  Normalizer normalizer({});
  const auto last = [&](std::string before) {
    return LastWordBefore(words_, {.text = "b", .before = std::move(before)}, normalizer);
  };
  EXPECT_EQ(last(""), kGap);
  EXPECT_EQ(last("a c  "), c_);
  EXPECT_EQ(last("a rare"), kGap);
  EXPECT_EQ(last(std::string(5000, ' ').append("b ").append(5000, ' ')), b_);
}

}  // namespace
}  // namespace hogvec
