#include "evaluation/pair_file.h"

#include <gmock/gmock.h>

#include <string>
#include <tuple>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

std::vector<std::tuple<std::string, std::string, double>> Pairs(const std::string& content,
                                                                bool lenient = false) {
  const TempFolder folder;
  std::vector<std::tuple<std::string, std::string, double>> pairs;
  for (const JudgedPair& pair : ReadPairs(folder.Write("pairs", content), lenient).pairs) {
    pairs.emplace_back(pair.a, pair.b, pair.score);
  }
  return pairs;
}

std::string Fault(const std::string& content) {
  const TempFolder folder;
  const auto path = folder.Write("pairs", content);
  try {
    ReadPairs(path, false);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    return std::string(error.what()).substr(folder.path().string().size() + 1);
  }
  return "none";
}

// A few lines of each set, laid out as it is published.
TEST(PairFile, ReadsWordSim353) {
  EXPECT_THAT(Pairs("Word 1\tWord 2\tHuman (mean)\r\nlove\tsex\t6.77\r\ntiger\tcat\t7.35\r\n"),
              ElementsAre(FieldsAre("love", "sex", 6.77), FieldsAre("tiger", "cat", 7.35)));
  EXPECT_THAT(Pairs("Word 1,Word 2,Human (mean)\nlove,sex,6.77\n"),
              ElementsAre(FieldsAre("love", "sex", 6.77)));
  // set1.tab: the mean, and then each rating.
  EXPECT_THAT(Pairs("Word 1\tWord 2\tHuman (mean)\t1\t2\nlove\tsex\t6.77\t9\t6\n"),
              ElementsAre(FieldsAre("love", "sex", 6.77)));
  EXPECT_THAT(Pairs("# EN-WS-353-ALL\n# Finkelstein\nlove\tsex\t6.77\n"),
              ElementsAre(FieldsAre("love", "sex", 6.77)));
}

TEST(PairFile, ReadsSimLex999AndSimVerb3500) {
  EXPECT_THAT(Pairs("word1\tword2\tPOS\tSimLex999\tconc(w1)\nold\tnew\tA\t1.58\t2.72\n"),
              ElementsAre(FieldsAre("old", "new", 1.58)));
  EXPECT_THAT(Pairs("take\tremove\tV\t6.81\tSYNONYMS\nwalk\ttrail\tV\t4.81\tCOHYPONYMS\n"),
              ElementsAre(FieldsAre("take", "remove", 6.81), FieldsAre("walk", "trail", 4.81)));
}

TEST(PairFile, ReadsMenRareWordsMTurkAndRg65) {
  EXPECT_THAT(
      Pairs("sun sunlight 50.000000\nautomobile-n car-n 50.0\n"),
      ElementsAre(FieldsAre("sun", "sunlight", 50), FieldsAre("automobile-n", "car-n", 50)));
  EXPECT_THAT(Pairs("squishing\tsquirt\t5.88\t7\t5\t7\t7\t4\t6\t6\t7\t0\t7\n"),
              ElementsAre(FieldsAre("squishing", "squirt", 5.88)));
  EXPECT_THAT(Pairs("access,gateway,3.791666667\n"),
              ElementsAre(FieldsAre("access", "gateway", 3.791666667)));
  EXPECT_THAT(Pairs("cord;smile;0.02\n"), ElementsAre(FieldsAre("cord", "smile", 0.02)));
}

TEST(PairFile, TakesWordsWithBlanksAndQuotes) {
  EXPECT_THAT(Pairs("king\tqueen\t8\nNew York\t big  apple \t1\n"),
              ElementsAre(FieldsAre("king", "queen", 8), FieldsAre("New York", "big  apple", 1)));
  EXPECT_THAT(Pairs("\"a, b\",\"say \"\"hi\"\"\",\"3\"\n\"c\"d,\",2\n"),
              ElementsAre(FieldsAre("a, b", "say \"hi\"", 3), FieldsAre("\"c\"d", "\"", 2)));
}

TEST(PairFile, TakesBlanksBesideTabs) {
  EXPECT_THAT(Pairs("king\tqueen\t8\nman boy  9\n"),
              ElementsAre(FieldsAre("king", "queen", 8), FieldsAre("man", "boy", 9)));
  EXPECT_THAT(Pairs("king queen\t8\nman\tboy 9\n"),
              ElementsAre(FieldsAre("king", "queen", 8), FieldsAre("man", "boy", 9)));
}

TEST(PairFile, NamesTheLineThatIsNoPair) {
  EXPECT_EQ(Fault("man boy\n"),
            "pairs:1: expected 'word word score', found 'man boy'; --lenient skips such lines");
  for (const char* line : {"man\tboy", "man\tboy\tnan", "man\tboy\tx", "\tboy\t1", "New\tYork"}) {
    EXPECT_THAT(Fault("# titles\na\tb\tc\n\nman\tking\t1\n" + std::string(line) + "\n"),
                HasSubstr("pairs:5: expected 'word word score', found '"));
  }
  // Words separated by spaces can not contain spaces.
  EXPECT_THAT(Fault("man king 1\nNew York cake 3\n"), HasSubstr("pairs:2:"));
}

TEST(PairFile, PassesOverAndCountsWhatIsNoPairIfLenient) {
  const TempFolder folder;
  const PairFile file =
      ReadPairs(folder.Write("pairs", "man boy\nman king 1\nx\nman woman 2\n"), true);
  EXPECT_EQ(file.pairs.size(), 2u);
  EXPECT_EQ(file.passed_over, 2u);
}

TEST(PairFile, HasAPair) {
  for (const char* content : {"", "\n# nothing\n", "Word 1\tWord 2\tHuman (mean)\n"}) {
    EXPECT_EQ(Fault(content), "pairs: expected lines 'word word score', found none");
  }
}

}  // namespace
}  // namespace hogvec
