#include "ingest/sentence_blocks.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "hogvec/error.h"
#include "support/sentences.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> WordsOf(const SentenceBlock& block) {
  std::vector<std::string> words;
  block.ForEachWord([&](std::string_view word) { words.emplace_back(word); },
                    [&] { words.emplace_back("|"); });
  return words;
}

TEST(SentenceBlocks, HaveTheWordsAsTheyCame) {
  testing::Sentences sentences({{"a", "New York"}, {}, {"\xff", std::string("b\0c", 3)}});
  SentenceBlocks blocks(sentences, 1000);
  SentenceBlock block;
  ASSERT_TRUE(blocks.Next(block));
  EXPECT_THAT(WordsOf(block),
              ElementsAre("a", "New York", "|", "|", "\xff", std::string("b\0c", 3), "|"));
  EXPECT_FALSE(blocks.Next(block));
  EXPECT_FALSE(blocks.Next(block)) << "asked again";
}

TEST(SentenceBlocks, EndWithTheSentenceThatFillsThem) {
  testing::Sentences sentences({{"abc", "d"}, {"e"}, {"fghijk"}, {"l"}});
  SentenceBlocks blocks(sentences, 8);
  SentenceBlock block;
  std::vector<std::vector<std::string>> all;
  std::vector<std::size_t> numbers;
  while (blocks.Next(block)) {
    all.push_back(WordsOf(block));
    numbers.push_back(block.number());
  }
  EXPECT_THAT(all, ElementsAre(ElementsAre("abc", "d", "|", "e", "|"), ElementsAre("fghijk", "|"),
                               ElementsAre("l", "|")));
  EXPECT_THAT(numbers, ElementsAre(0, 1, 2));
}

TEST(SentenceBlocks, DoNotAskASourceAgainThatHasEnded) {
  struct Once : SentenceSource {
    bool Next(std::vector<std::string_view>& words) override {
      words.emplace_back("a");
      return ++calls < 3;
    }
    int calls = 0;
  } once;
  SentenceBlocks blocks(once, 1000);
  SentenceBlock block;
  EXPECT_TRUE(blocks.Next(block));
  EXPECT_FALSE(blocks.Next(block));
  EXPECT_EQ(once.calls, 3);
}

TEST(SentenceBlocks, OfNothingAreNone) {
  testing::Sentences sentences(std::vector<std::vector<std::string>>{});
  SentenceBlock block;
  EXPECT_FALSE(SentenceBlocks(sentences, 8).Next(block));
}

std::string ErrorOf(std::vector<std::vector<std::string>> sentences) {
  testing::Sentences source(std::move(sentences));
  SentenceBlock block;
  try {
    SentenceBlocks(source, 1000).Next(block);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    return error.what();
  }
  return "none";
}

TEST(SentenceBlocks, RefuseWordsThatNoFileCouldKeep) {
  EXPECT_EQ(ErrorOf({{"a"}, {"b", ""}}), "sentence 2 has an empty word");
  EXPECT_THAT(ErrorOf({{"a\nb"}}), HasSubstr("sentence 1 has a word with a line feed: 'a"));
}

}  // namespace
}  // namespace hogvec
