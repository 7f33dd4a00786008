#include "asking/word_lookup.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "hogvec/word_index.h"

namespace hogvec::asking {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WordLookupTest : public ::testing::Test {
 protected:
  WordLookupTest() {
    for (const char* word : {"paris", "Rome", "rome"}) words_.FindOrAdd(word);
  }

  std::string Complaint(std::string_view word, std::string_view advice = {}) {
    try {
      WordLookup(words_, false, notes_).Find(word, advice);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
      return error.what();
    }
    return "found";
  }

  WordIndex words_;
  std::vector<std::string> notes_;
};

TEST_F(WordLookupTest, FindsWordsInTheirOrder) {
  WordLookup lookup(words_, false, notes_);
  EXPECT_THAT(lookup.FindAll(std::vector<std::string>{"rome", "paris"}),
              ElementsAre(WordId{2}, WordId{0}));
  EXPECT_TRUE(lookup.Knows("Rome"));
  EXPECT_FALSE(lookup.Knows("roma"));
  EXPECT_THAT(notes_, IsEmpty());
}

TEST_F(WordLookupTest, NamesWordsOfSimilarSpelling) {
  EXPECT_EQ(Complaint("pariss"), "unknown word 'pariss'; similar spellings: paris");
  EXPECT_EQ(Complaint("PARIS"), "unknown word 'PARIS'; similar spellings: paris");
  EXPECT_EQ(Complaint("xyzzyx", "; so there"), "unknown word 'xyzzyx'; so there");
}

TEST_F(WordLookupTest, TakesTheNearestSpellingIfFuzzy) {
  WordLookup lookup(words_, true, notes_);
  EXPECT_EQ(lookup.Find("pariss"), WordId{0});
  EXPECT_THAT(notes_, ElementsAre("'pariss' is unknown; using 'paris'"));
  EXPECT_THROW(lookup.Find("xyzzyx"), Error);
}

}  // namespace
}  // namespace hogvec::asking
