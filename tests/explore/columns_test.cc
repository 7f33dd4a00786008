#include "explore/columns.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsNan;
using ::testing::SizeIs;

class ColumnsTest : public ::testing::Test {
 protected:
  ColumnsTest() {
    for (const char* word : {"the", "of", "king", "queen"}) words_.FindOrAdd(word);
  }

  std::vector<Column> Read(std::string_view text) const {
    return ReadColumns(folder_.Write("columns.tsv", text), words_);
  }

  std::string ComplaintOf(std::string_view text) const {
    try {
      Read(text);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
      const std::string_view what = error.what();
      return std::string(what.substr(what.find("columns.tsv")));
    }
    return "none";
  }

  testing::TempFolder folder_;
  WordIndex words_;
};

TEST_F(ColumnsTest, ReadsNumbersOfWordsInTheirOrder) {
  const auto columns = Read("word\tage\nqueen\t1.5\nthe\t-2\nking\t\n");
  ASSERT_THAT(columns, SizeIs(1));
  EXPECT_EQ(columns[0].name, "age");
  EXPECT_THAT(columns[0].categories, SizeIs(0));
  EXPECT_THAT(columns[0].values, ElementsAre(-2, IsNan(), IsNan(), 1.5));
}

TEST_F(ColumnsTest, TakesTextForCategoriesMostFrequentFirst) {
  const auto columns = Read("word\tkind\tn\nthe\tx\t1\nking\tnoun\t2\nqueen\tnoun\t3\n");
  ASSERT_THAT(columns, SizeIs(2));
  EXPECT_THAT(columns[0].categories, ElementsAre("noun", "x"));
  EXPECT_THAT(columns[0].values, ElementsAre(1, IsNan(), 0, 0));
  EXPECT_THAT(columns[1].values, ElementsAre(1, IsNan(), 2, 3));
}

TEST_F(ColumnsTest, TakesAColumnWithOneTextForCategories) {
  EXPECT_THAT(Read("w\tn\nthe\t1\nof\t2\nking\tmany\n")[0].categories, SizeIs(3));
}

TEST_F(ColumnsTest, HasNoValueForNumbersThatAreNotFinite) {
  EXPECT_THAT(Read("w\tn\nthe\tnan\nof\tinf\nking\t7\n")[0].values,
              ElementsAre(IsNan(), IsNan(), 7, IsNan()));
}

TEST_F(ColumnsTest, PassesOverOtherWordsRepeatedOnesAndEmptyLines) {
  EXPECT_THAT(Read("w\tn\n\nthe\t1\nstranger\tx\nthe\t2\r\n\n")[0].values,
              ElementsAre(1, IsNan(), IsNan(), IsNan()));
}

TEST_F(ColumnsTest, PutsTheRarestCategoriesTogether) {
  std::string text = "w\tc\n";
  WordIndex words;
  for (std::size_t i = 0; i < kMostCategories + 5; ++i) {
    for (const char* again : {"a", "b"}) {
      const std::string word = again + std::to_string(i);
      words.FindOrAdd(word);
      // The first five kinds have one word each, all others two.
      text += word + "\t" + (i < 5 && *again == 'b' ? "" : "kind " + std::to_string(i)) + "\n";
    }
  }
  const Column column = ReadColumns(folder_.Write("many.tsv", text), words)[0];
  ASSERT_THAT(column.categories, SizeIs(kMostCategories + 1));
  EXPECT_EQ(column.categories.back(), "(others)");
  EXPECT_EQ(column.values[0], static_cast<float>(kMostCategories));
  EXPECT_EQ(column.values[10], 0);
  EXPECT_EQ(column.values[11], 0);
}

TEST_F(ColumnsTest, SaysWhichLineIsWrong) {
  EXPECT_EQ(ComplaintOf("word\tage\nthe\t1\nof\t2\t3\n"),
            "columns.tsv:3: has 3 fields, the first line has 2");
  EXPECT_EQ(ComplaintOf("word\tage\nthe\n"), "columns.tsv:2: has 1 fields, the first line has 2");
  EXPECT_THAT(ComplaintOf("word\n"), HasSubstr("columns.tsv:1: expected the names of columns"));
  EXPECT_THAT(ComplaintOf(""), HasSubstr("expected the names of columns"));
  EXPECT_THAT(ComplaintOf("word\tage\nstranger\t1\n"),
              HasSubstr("columns.tsv: none of its words is in the vectors"));
}

TEST_F(ColumnsTest, SaysThatAFileIsMissing) {
  EXPECT_THROW(ReadColumns(folder_.path() / "none.tsv", words_), Error);
}

}  // namespace
}  // namespace hogvec::explore
