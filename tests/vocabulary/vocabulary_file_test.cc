#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hogvec/error.h"
#include "hogvec/vocabulary.h"
#include "io/file.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

Vocabulary Load(const std::filesystem::path& path, PruneOptions prune = {.min_count = 1}) {
  PruneReport report;
  return LoadVocabulary(path, prune, report);
}

void ExpectMalformed(std::string_view content, std::string_view message) {
  const TempFolder folder;
  try {
    Load(folder.Write("vocab", content));
    FAIL() << content;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr(std::string(message)));
  }
}

TEST(VocabularyFile, IsWordAndCountPerLine) {
  const TempFolder folder;
  const auto path = folder.path() / "vocab";
  SaveVocabulary(Vocabulary({{"b", 3}, {"a", 7}}), path);
  EXPECT_EQ(ReadWholeFile(path), "a 7\nb 3\n");
}

TEST(VocabularyFile, ComesBackAsItWas) {
  const TempFolder folder;
  const auto path = folder.path() / "vocab";
  const Vocabulary saved({{"\xc3\xa9t\xc3\xa9", 12}, {"x\x01y", 12}, {"the", 1'000'000'000'000}});
  SaveVocabulary(saved, path);
  const Vocabulary loaded = Load(path);
  ASSERT_EQ(loaded.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(loaded.Word(ToWordId(i)), saved.Word(ToWordId(i)));
    EXPECT_EQ(loaded.Count(ToWordId(i)), saved.Count(ToWordId(i)));
  }
}

TEST(VocabularyFile, MayComeFromWord2vec) {
  const TempFolder folder;
  const Vocabulary loaded = Load(folder.Write("vocab", "</s> 99\nthe 10\r\nof\t8\na 1\n"));
  ASSERT_EQ(loaded.size(), 3u);
  EXPECT_EQ(loaded.Word(WordId{0}), "the");
  EXPECT_EQ(loaded.Count(WordId{1}), 8u);
}

TEST(VocabularyFile, IsPrunedWhenRead) {
  const TempFolder folder;
  PruneReport report;
  const auto path = folder.Write("vocab", "a 9\nb 5\nc 4\n");
  EXPECT_EQ(LoadVocabulary(path, {.min_count = 5}, report).size(), 2u);
  EXPECT_EQ(report.dropped_tokens, 4u);
}

TEST(VocabularyFile, IsRefusedWithTheLineThatIsWrong) {
  ExpectMalformed("a 1\nb\n", "vocab:2: expected 'word count', found 'b'");
  ExpectMalformed("a 1\n\n", "vocab:2: expected 'word count', found ''");
  ExpectMalformed("a 1x\n", "vocab:1: expected a count after 'a', found '1x'");
  ExpectMalformed("a -1\n", "found '-1'");
  ExpectMalformed("a b 1\n", "vocab:1: expected 'word count', found 'a b 1'");
  ExpectMalformed("a 99999999999999999999\n", "vocab:1: expected a count");
  ExpectMalformed("a 1\nb 1\na 2\n", "vocab:3: the word 'a' appears a second time");
  ExpectMalformed("a 18446744073709551615\nb 1\n", "vocab:2: the sum of the counts");
}

TEST(VocabularyFile, MustBeThere) {
  try {
    Load("/nonexistent/vocab");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNoInput);
  }
}

}  // namespace
}  // namespace hogvec
