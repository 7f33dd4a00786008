#include "phrases/phrase_list.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using testing::TempFolder;

std::string Refusal(std::string_view content) {
  const TempFolder folder;
  try {
    ReadPhraseList(folder.Write("list", content));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    const std::string message = error.what();
    return message.substr(message.find("list:"));
  }
  return "no error";
}

TEST(PhraseList, IsReadPassByPass) {
  const TempFolder folder;
  const auto books = ReadPhraseList(
      folder.Write("list", "new york\t12.5\t7\nbank of the west\n\nnew_york times\t3\t4\n"));
  ASSERT_EQ(books.size(), 2u);
  const Lexicon& lexicon = books[0].lexicon;
  EXPECT_EQ(lexicon.words.size(), 4u);
  EXPECT_EQ(lexicon.connectors.size(), 2u);
  const WordPair bank{*lexicon.words.Find("bank"), *lexicon.words.Find("west"),
                      *lexicon.betweens.Find("of the")};
  EXPECT_TRUE(books[0].phrases.contains(bank));
  EXPECT_EQ(books[0].phrases.size(), 2u);
  EXPECT_TRUE(books[1].lexicon.words.Find("new_york"));
  EXPECT_TRUE(ReadPhraseList(folder.Write("empty", ""))[0].phrases.empty());
}

TEST(PhraseList, NamesTheLineOfAMistake) {
  for (const std::string phrase : {"york", "new  york", " york", "york ", "york\t3\t4"}) {
    EXPECT_EQ(Refusal("a b\n" + phrase + "\n").substr(0, 27), "list:2: expected a phrase, ")
        << phrase;
  }
  EXPECT_EQ(Refusal("a x x x x x x x x x x x b\n"),
            "list:1: expected at most 10 words between the ends of a phrase");
  EXPECT_EQ(Refusal("bank of england\nnew york\nlack of\n"),
            "list:3: expected words at the ends of the phrase that no phrase has in its middle, "
            "found 'of'");
}

// Equal scores and counts are in the order of their words.
TEST(PhraseList, BeginsWithTheHighestScore) {
  FoundPhrases found;
  found.words = 100;
  Lexicon& lexicon = found.book.lexicon;
  lexicon.words = Vocabulary({{"a", 10}, {"b", 10}, {"c", 2}, {"d", 2}});
  lexicon.betweens = Vocabulary({{"of", 5}});
  const auto id = [&](std::string_view word) { return *lexicon.words.Find(word); };
  found.book.phrases = {{{id("a"), id("b"), *lexicon.betweens.Find("of")}, 5},
                        {{id("b"), id("a")}, 5},
                        {{id("c"), id("d")}, 2}};
  EXPECT_EQ(PhraseLines({.min_count = 1}, found), "c d\t25\t2\na of b\t4\t5\nb a\t4\t5\n");
}

}  // namespace
}  // namespace hogvec
