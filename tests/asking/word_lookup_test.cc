#include "asking/word_lookup.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "support/ngrams.h"

namespace hogvec::asking {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

WordVectors ThreeWords(std::map<std::string, std::string> configuration = {}) {
  WordVectors vectors{.words = {}, .table = {3, 2}, .configuration = std::move(configuration)};
  for (const char* word : {"paris", "Rome", "rome"}) vectors.words.FindOrAdd(word);
  return vectors;
}

// With vectors for the n-grams of "berlin".
WordVectors WithNgrams(std::map<std::string, std::string> configuration = {}) {
  WordVectors vectors = ThreeWords(std::move(configuration));
  vectors.subwords = testing::NgramsOf({{"berlin", {1, 2}}});
  return vectors;
}

class WordLookupTest : public ::testing::Test {
 protected:
  std::string Complaint(const NeighbourSearch& search, std::string_view word,
                        std::string_view advice = {}, const LookupOptions& options = {}) {
    try {
      WordLookup(search, options, outcome_).Find(word, advice);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
      return error.what();
    }
    return "found";
  }

  const NeighbourSearch plain_{ThreeWords(), 1}, ngrams_{WithNgrams(), 1};
  Outcome outcome_;
};

TEST_F(WordLookupTest, FindsWordsInTheirOrder) {
  for (const NeighbourSearch* const search : {&plain_, &ngrams_}) {
    WordLookup lookup(*search, {}, outcome_);
    const auto found = lookup.FindAll(std::vector<std::string>{"rome", "paris"});
    EXPECT_EQ(found[0].id(), WordId{2});
    EXPECT_EQ(found[1].id(), WordId{0});
    EXPECT_TRUE(lookup.Knows("Rome"));
    EXPECT_FALSE(lookup.Knows("roma"));
    EXPECT_FALSE(lookup.Knows("berlin"));
    EXPECT_THAT(outcome_.notes, IsEmpty());
    EXPECT_THAT(outcome_.unseen, IsEmpty());
  }
}

TEST_F(WordLookupTest, NamesWordsOfSimilarSpelling) {
  for (const NeighbourSearch* const search : {&plain_, &ngrams_}) {
    EXPECT_EQ(Complaint(*search, "pariss"), "unknown word 'pariss'; similar spellings: paris");
    EXPECT_EQ(Complaint(*search, "PARIS"), "unknown word 'PARIS'; similar spellings: paris");
    EXPECT_EQ(Complaint(*search, "xyzzyx", "; so there"), "unknown word 'xyzzyx'; so there");
  }
}

TEST_F(WordLookupTest, TakesTheNearestSpellingIfFuzzy) {
  for (const NeighbourSearch* const search : {&plain_, &ngrams_}) {
    Outcome outcome;
    WordLookup lookup(*search, {.fuzzy = true}, outcome);
    EXPECT_EQ(lookup.Find("pariss").id(), WordId{0});
    EXPECT_THAT(outcome.notes, ElementsAre("'pariss' is unknown; using 'paris'"));
    EXPECT_THROW(lookup.Find("xyzzyx"), Error);
  }
}

TEST_F(WordLookupTest, MakesVectorsForUnseenWordsAndNamesEachOnce) {
  WordLookup lookup(ngrams_, {.fuzzy = true}, outcome_);
  for (const AskedWord& found :
       lookup.FindAll(std::vector<std::string>{"berlin", "rome", "berlins", "berlin"})) {
    EXPECT_EQ(found.values().size(), found.id() ? 0u : 2u);
  }
  EXPECT_THAT(outcome_.unseen, ElementsAre("berlin", "berlins"));
  EXPECT_THAT(outcome_.notes, IsEmpty());
}

TEST_F(WordLookupTest, MakesNoneIfOnlyKnownWordsAreWanted) {
  EXPECT_EQ(Complaint(ngrams_, "berlin", {}, {.known_only = true}), "unknown word 'berlin'");
  const NeighbourSearch lower(WithNgrams({{"lowercase", "true"}}), 1);
  EXPECT_EQ(Complaint(lower, "PARIS", {}, {.known_only = true}),
            "unknown word 'PARIS'; similar spellings: paris");
  EXPECT_THAT(outcome_.unseen, IsEmpty());
}

TEST_F(WordLookupTest, SaysThatAWordIsTakenInTheSpellingOfTheTraining) {
  const NeighbourSearch lower(WithNgrams({{"lowercase", "true"}}), 1);
  WordLookup lookup(lower, {}, outcome_);
  EXPECT_EQ(lookup.Find("PARIS").id(), WordId{0});
  EXPECT_FALSE(lookup.Find("Berlin").id());
  EXPECT_THAT(outcome_.notes, ElementsAre("'PARIS' is unknown; using 'paris'"));
  EXPECT_THAT(outcome_.unseen, ElementsAre("Berlin"));
}

}  // namespace
}  // namespace hogvec::asking
