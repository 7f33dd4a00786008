#include "explore/completion.h"

#include <gmock/gmock.h>

#include "explore/some_words.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

WordIndex MakeWords() {
  WordIndex words;
  for (const char* word : {"the", "than", "that", "thatcher", "thatched", "thatchers", "t",
                           "na\xc3\xafve", "\xff", "\xff\xff\xff\xff\xff\xff\xff\xff\xff"}) {
    words.FindOrAdd(word);
  }
  words.FindOrAdd(std::string_view("t\0", 2));
  return words;
}

const WordIndex& SomeWords() {
  static const WordIndex words = MakeWords();
  return words;
}

std::vector<std::size_t> Ids(const PrefixIndex::Found& found) {
  std::vector<std::size_t> ids;
  for (const WordId id : found.ids) ids.push_back(ToIndex(id));
  return ids;
}

TEST(PrefixIndex, FindsTheMostFrequentFirst) {
  const PrefixIndex index(SomeWords());
  EXPECT_THAT(Ids(index.Find("tha", 10)), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(Ids(index.Find("tha", 2)), ElementsAre(1, 2));
  EXPECT_EQ(index.Find("tha", 2).total, 5u);
  EXPECT_THAT(Ids(index.Find("thatcher", 10)), ElementsAre(3, 5));
  EXPECT_EQ(index.Find("", 1).total, SomeWords().size());
}

TEST(PrefixIndex, FindsAnyBytes) {
  const PrefixIndex index(SomeWords());
  EXPECT_THAT(Ids(index.Find("\xff", 10)), ElementsAre(8, 9));
  EXPECT_THAT(Ids(index.Find(std::string_view("t\0", 2), 10)), ElementsAre(10));
  EXPECT_THAT(Ids(index.Find("na\xc3", 10)), ElementsAre(7));
  EXPECT_THAT(Ids(index.Find(std::string(10'000, 't'), 10)), IsEmpty());
}

// As found by comparing every word.
TEST(PrefixIndex, FindsAllThatBeginSo) {
  WordIndex words;
  std::uint32_t state = 1;
  for (int i = 0; i < 500; ++i) {
    std::string word;
    while (((state = state * 1664525u + 1013904223u) >> 29) != 0) {
      word += static_cast<char>('a' + (state >> 16) % 2);
    }
    words.FindOrAdd(word);
  }
  const PrefixIndex index(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view typed = words[ToWordId(i)];
    std::vector<std::size_t> all;
    for (std::size_t j = 0; j < words.size(); ++j) {
      if (words[ToWordId(j)].starts_with(typed)) all.push_back(j);
    }
    EXPECT_EQ(Ids(index.Find(typed, words.size())), all) << typed;
    EXPECT_EQ(index.Find(typed, 1).total, all.size());
  }
}

TEST(PrefixIndex, MayBeOfNoWords) {
  const WordIndex none;
  EXPECT_EQ(PrefixIndex(none).Find("", 10).total, 0u);
}

class CompleteTest : public ::testing::Test {
 protected:
  Json Complete(const char* target) const {
    return CompleteAnswer({name_, search_, counts_, nullptr}, index_, Parameters(target));
  }

  std::vector<std::string> Words(const char* target) const {
    std::vector<std::string> words;
    const Json json = Complete(target);
    for (const Json& word : json["words"]) words.push_back(word["word"]);
    return words;
  }

  const std::string name_;
  const NeighbourSearch search_{testing::SomeVectors(), 1};
  const std::vector<std::uint64_t> counts_ = search_.Counts();
  const PrefixIndex index_{search_.words()};
};

TEST_F(CompleteTest, ListsWordsWithTheirIdsAndCounts) {
  EXPECT_EQ(Complete("p?q=ki&k=1"),
            Json::parse(R"({"v": 1, "words": [{"id": 0, "word": "king", "count": 999}],
                            "total": 2, "spelling": false})"));
}

TEST_F(CompleteTest, TakesWhatLooksTheSame) {
  EXPECT_THAT(Words("p?q=KING"), ElementsAre("king", "kingdom"));
  EXPECT_FALSE(Complete("p?q=KING")["spelling"]);
}

TEST_F(CompleteTest, OffersSimilarSpellingsOnlyWhereNoWordBeginsSo) {
  EXPECT_THAT(Words("p?q=quuen"), ElementsAre("queen"));
  EXPECT_TRUE(Complete("p?q=quuen")["spelling"]);
  EXPECT_EQ(Complete("p?q=xyzzyx")["total"], 0);
}

TEST_F(CompleteTest, CompletesHostileWords) {
  EXPECT_THAT(Words("p?q=__"), ElementsAre("__proto__"));
  EXPECT_THAT(Words("p?q=a%26"), ElementsAre("a&b=c#/+%"));
  EXPECT_THAT(Words("p?q=a%00"), ElementsAre(std::string("a\0b", 3)));
  EXPECT_THAT(Words("p?q=new+"), ElementsAre("new york"));
}

TEST_F(CompleteTest, NeedsWhatWasTyped) {
  EXPECT_THROW(Complete("p"), Error);
  EXPECT_THROW(Complete("p?q=a&k=0"), Error);
  EXPECT_EQ(Complete("p?q=")["total"], search_.words().size());
}

}  // namespace
}  // namespace hogvec::explore
