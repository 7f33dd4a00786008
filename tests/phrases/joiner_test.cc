#include "phrases/joiner.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace hogvec {
namespace {

// Words a, b and c, of which "a b", "b a" and "a of c" are phrases.
class JoinerTest : public ::testing::Test {
 protected:
  JoinerTest() {
    Lexicon& lexicon = book_.lexicon;
    lexicon.words = Vocabulary({{"a", 3}, {"b", 2}, {"c", 1}});
    lexicon.connectors.FindOrAdd("of");
    lexicon.betweens = Vocabulary({{"of", 1}});
    const WordId c = *lexicon.words.Find("c");
    a_ = *lexicon.words.Find("a"), b_ = *lexicon.words.Find("b");
    book_.phrases = {{{a_, b_}, 1}, {{b_, a_}, 1}, {{a_, c, *lexicon.betweens.Find("of")}, 1}};
  }

  Joiner::Joined Join(std::string text, std::string before) {
    return Joiner(book_, "_", {}).Join({.text = std::move(text), .before = before});
  }

  PhraseBook book_;
  WordId a_, b_;
};

TEST_F(JoinerTest, JoinsFromTheLeftAndEachWordOnce) {
  const auto joined = Join("a b a c b  a rare a\nb a b", "");
  EXPECT_EQ(joined.text, "a_b a c b_a rare a\nb_a b");
  EXPECT_EQ(joined.counts.joined, 3u);
  EXPECT_EQ(joined.counts.words, 11u);
  EXPECT_EQ(joined.last, Opening(b_));
  EXPECT_TRUE(joined.certain);
}

TEST_F(JoinerTest, JoinsAcrossConnectors) {
  EXPECT_EQ(Join("of a of c of c\na of b a of of c c\n", "").text,
            "of a_of_c of c\na of b_a of of c c\n");
}

// What parts a connector from the word before it is not known before the next word.
TEST_F(JoinerTest, LeavesConnectorsAtTheEndOpen) {
  auto joined = Join("c a of", "");
  EXPECT_EQ(joined.text, "c a");
  EXPECT_EQ(joined.last.word(), a_);
  EXPECT_EQ(joined.last.between(), "of");
  EXPECT_EQ(Join("c b", "c a of ").text, "_of_c b");
  EXPECT_EQ(Join("b c", "c a of ").text, " of b c");
  EXPECT_TRUE(Join("c b", "c a of ").certain);
  EXPECT_FALSE(Join("c b", "of of ").certain);
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
  Joiner joiner(book_, "_", {});
  const TextBlock block{.text = "b a", .before = "a b a "};
  EXPECT_EQ(joiner.Join(block, Opening(a_)).text, "_b a");
  EXPECT_EQ(joiner.Join(block, Opening()).text, " b_a");
}

}  // namespace
}  // namespace hogvec
