#include "asking/completions.h"

#include <gmock/gmock.h>

namespace hogvec::asking {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kNames[] = {"nn", "king"};

WordIndex MakeWords() {
  WordIndex words;
  for (const char* word : {"king", "kingdom", "kin", "queen", "na\xc3\xafve", "na\xc3\xa9",
                           "k\x1b[2J", "k\xff", "nun"}) {
    words.FindOrAdd(word);
  }
  return words;
}

// Completions are views of the words.
const WordIndex& SomeWords() {
  static const WordIndex words = MakeWords();
  return words;
}

TEST(CompletionsOf, AreTheWordsThatBeginSoTheMostFrequentFirst) {
  const Completions found = CompletionsOf({}, SomeWords(), "ki", 10);
  EXPECT_THAT(found.words, ElementsAre("king", "kingdom", "kin"));
  EXPECT_EQ(found.common, "kin");
  EXPECT_EQ(found.total, 3u);
}

TEST(CompletionsOf, OneIsWhole) {
  const Completions found = CompletionsOf({}, SomeWords(), "qu", 10);
  EXPECT_EQ(found.common, "queen");
  EXPECT_EQ(found.total, 1u);
}

TEST(CompletionsOf, MayBeNone) {
  const Completions found = CompletionsOf({}, SomeWords(), "x", 10);
  EXPECT_EQ(found.total, 0u);
  EXPECT_EQ(found.common, "");
  EXPECT_THAT(found.words, IsEmpty());
}

TEST(CompletionsOf, CountsWhatItDoesNotList) {
  const Completions found = CompletionsOf({}, SomeWords(), "", 2);
  EXPECT_THAT(found.words, ElementsAre("king", "kingdom"));
  EXPECT_EQ(found.total, 7u);  // without the two that can't be typed
}

TEST(CompletionsOf, CutNoCharacter) {
  EXPECT_EQ(CompletionsOf({}, SomeWords(), "na", 10).common,
            "na");  // two letters with one first byte
}

TEST(CompletionsOf, NameEachWordOnce) {
  const Completions found = CompletionsOf(kNames, SomeWords(), "n", 10);
  EXPECT_EQ(found.words.front(), "nn");
  EXPECT_EQ(found.total, 4u);
  EXPECT_EQ(CompletionsOf(kNames, SomeWords(), "king", 10).total, 2u);
}

}  // namespace
}  // namespace hogvec::asking
