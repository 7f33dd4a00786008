#include "ingest/stopwords.h"

#include <gtest/gtest.h>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

TEST(Stopwords, AreTheWordsOfAList) {
  const testing::TempFolder folder;
  const WordIndex words = ReadStopwords({.stopwords = folder.Write("list", "the \n a an\r\n\n")});
  EXPECT_EQ(words.size(), 3u);
  for (const char* word : {"the", "a", "an"}) EXPECT_TRUE(words.Find(word));
  EXPECT_TRUE(ReadStopwords(TextRules()).empty());
  EXPECT_TRUE(ReadStopwords({.stopwords = "/dev/null"}).empty());
  EXPECT_THROW(ReadStopwords({.stopwords = folder.Write("list", "\n")}), Error);
}

TEST(Stopwords, AreMetOnceEach) {
  MetStopwords met, more;
  EXPECT_EQ(met.count(), 0u);
  met.Add(WordId{3});
  met.Add(WordId{3});
  more.Add(WordId{0});
  more.Add(WordId{5});
  met.Add(more);
  EXPECT_EQ(met.count(), 3u);
}

TEST(Stopwords, AreAListOfThisText) {
  RequireStopwords({}, {});
  RequireStopwords("list", {.stop_tokens = 1});
  try {
    RequireStopwords("list", {});
    FAIL() << "none of them is in the text";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace hogvec
