#include "hogvec/words_view.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace hogvec
