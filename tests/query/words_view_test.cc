#include "hogvec/words_view.h"

#include <gtest/gtest.h>

#include <string>

#include "hogvec/word_vectors.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

TEST(WordsView, IsTheSameInMemoryAndInAFile) {
  const testing::TempFolder folder;
  WordIndex words;
  for (const char* word : {"the", "of", "a", "and"}) words.FindOrAdd(word);
  const auto path = folder.path() / "m.safetensors";
  WriteVectors(path, VectorFormat::kSafetensors, words, EmbeddingTable(words.size(), 2));
  const MappedVectors mapped(path);
  for (const WordsView view : {WordsView(words), WordsView(mapped)}) {
    ASSERT_EQ(view.size(), 4u);
    for (std::size_t i = 0; i < view.size(); ++i) {
      EXPECT_EQ(view[ToWordId(i)], words[ToWordId(i)]);
      EXPECT_EQ(view.Find(words[ToWordId(i)]), ToWordId(i));
    }
    EXPECT_FALSE(view.Find("an"));
  }
}

// "cafe" with its accent as one character or as two, whichever the vectors have.
TEST(FindGiven, LooksAtWhatLooksTheSame) {
  const std::string composed = "caf\xc3\xa9", decomposed = "cafe\xcc\x81";
  WordIndex one, other, both;
  one.FindOrAdd(composed);
  other.FindOrAdd(decomposed);
  for (const auto& word : {decomposed, composed}) both.FindOrAdd(word);
  for (const auto& word : {composed, decomposed}) {
    EXPECT_EQ(FindGiven(one, word), ToWordId(0));
    EXPECT_EQ(FindGiven(other, word), ToWordId(0));
  }
  EXPECT_EQ(FindGiven(both, composed), ToWordId(1)) << "as it is spelled, first of all";
  EXPECT_EQ(FindGiven(both, decomposed), ToWordId(0));
  for (const char* word : {"cafe", "caf\xe9", "", "caf\xc3\xa8"})
    EXPECT_FALSE(FindGiven(one, word));
}

}  // namespace
}  // namespace hogvec
