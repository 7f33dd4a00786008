#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using testing::Rows;
using ::testing::StartsWith;
using testing::StreamBytes;
using testing::StreamFault;

const Rows kTwoRows = {{"a", {1, 2.5f}}, {"b", {-3, 4e-3f}}};

TEST(TextReader, ReadsAWordAndItsValuesPerLine) {
  EXPECT_EQ(StreamBytes("2 2\na 1 2.5\nb -3 4e-3\n"), kTwoRows);
}

TEST(TextReader, AcceptsWhatPeersAndEditorsWrite) {
  EXPECT_EQ(StreamBytes("2 2\na 1 2.5 \nb -3 4e-3 \n"), kTwoRows) << "word2vec.c, fastText";
  EXPECT_EQ(StreamBytes("2 2\r\na 1 2.5\r\nb -3 4e-3\r\n"), kTwoRows) << "CRLF";
  EXPECT_EQ(StreamBytes("\xef\xbb\xbf"
                        "2 2\na 1 2.5\nb -3 4e-3\n"),
            kTwoRows)
      << "byte-order mark";
  EXPECT_EQ(StreamBytes("2 2\na 1 2.5\nb -3 4e-3"), kTwoRows) << "no last newline";
  EXPECT_EQ(StreamBytes(" 2\t2 \na\t1\t2.5\nb  -3e0 +4e-3\n"), kTwoRows) << "tabs, plus";
}

TEST(TextReader, TellsDimAndRowsBeforeTheFirstRow) {
  const testing::TempFolder folder;
  const auto reader = OpenVectors(folder.Write("v", "2 3\na 1 2 3\nb 4 5 6\n"));
  EXPECT_EQ(reader->format(), VectorFormat::kText);
  EXPECT_EQ(reader->dim(), 3u);
  EXPECT_EQ(reader->rows(), 2u);
}

TEST(TextReader, ReadsGloveWithoutAHeader) {
  const testing::TempFolder folder;
  const auto path = folder.Write("v", "a 1 2.5\nb -3 4e-3\n");
  EXPECT_EQ(testing::Stream(path), kTwoRows);
  const auto reader = OpenVectors(path);
  EXPECT_EQ(reader->format(), VectorFormat::kGlove);
  EXPECT_EQ(reader->dim(), 2u);
  EXPECT_EQ(reader->rows(), std::nullopt);
}

TEST(TextReader, TakesWordsWithSpacesFromTheLeft) {
  EXPECT_THAT(
      StreamBytes("3 2\n. . . 1 2\nat name@domain.com 3 4\na  b 5 6\n"),
      ElementsAre(Pair(". . .", ElementsAre(1, 2)), Pair("at name@domain.com", ElementsAre(3, 4)),
                  Pair("a  b", ElementsAre(5, 6))));
}

TEST(TextReader, TakesNumbersForPartOfAWordBelowAHeader) {
  EXPECT_THAT(
      StreamBytes("3 3\nthe 1 2 3\nApollo 11 4 5 6\n1 2 3 7 8 9\n"),
      ElementsAre(Pair("the", ElementsAre(1, 2, 3)), Pair("Apollo 11", ElementsAre(4, 5, 6)),
                  Pair("1 2 3", ElementsAre(7, 8, 9))));
  EXPECT_EQ(StreamFault("the 1 2 3\nApollo 11 4 5 6\n"),
            "v:2: expected 3 values, found at least 4");
}

TEST(TextReader, TakesAFirstWordWithSpacesWithoutAHeader) {
  EXPECT_THAT(StreamBytes(". . . 1 2\nb 3 4\n"),
              ElementsAre(Pair(". . .", ElementsAre(1, 2)), Pair("b", ElementsAre(3, 4))));
}

TEST(TextReader, TakesAnyBytesAsAWord) {
  EXPECT_THAT(StreamBytes("4 1\n\xff\xfe 1\n\xc2\xa0 2\n7 3\nnan 4\n"),
              ElementsAre(Pair("\xff\xfe", ElementsAre(1)), Pair("\xc2\xa0", ElementsAre(2)),
                          Pair("7", ElementsAre(3)), Pair("nan", ElementsAre(4))));
}

TEST(TextReader, PassesOnValuesThatAreNotFinite) {
  const Rows rows = StreamBytes("1 3\na nan inf -inf\n");
  EXPECT_TRUE(std::isnan(rows[0].second[0]));
  EXPECT_EQ(rows[0].second[1], std::numeric_limits<float>::infinity());
  EXPECT_EQ(rows[0].second[2], -std::numeric_limits<float>::infinity());
}

TEST(TextReader, ReadsWordsOfAnyLength) {
  const std::string word(3'000'000, 'x');
  EXPECT_THAT(StreamBytes("2 1\na 1\n" + word + " 2\n"),
              ElementsAre(Pair("a", ElementsAre(1)), Pair(word, ElementsAre(2))));
}

TEST(TextReader, RefusesAWrongNumberOfValues) {
  EXPECT_EQ(StreamFault("1 3\na 1 2  \n"), "v:2: expected 3 values, found 2");
  EXPECT_EQ(StreamFault("2 2\na 1 2\nb\n         "), "v:3: expected 2 values, found 0");
  EXPECT_EQ(StreamFault("a 1 2\nb 1 2 3\n"), "v:2: expected 2 values, found at least 3");
  EXPECT_EQ(StreamFault("a 1 2\nb 1\n"), "v:2: expected 2 values, found 1");
}

TEST(TextReader, RefusesWhatIsNoNumber) {
  EXPECT_EQ(StreamFault("1 3\na 1 x 3\n"), "v:2: expected a number as value 2 of 3, found 'x'");
  EXPECT_EQ(StreamFault("1 2\na 1,5 2\n"), "v:2: expected a number as value 1 of 2, found '1,5'");
  EXPECT_EQ(StreamFault("1 2\na 1 0x2\n"), "v:2: expected a number as value 2 of 2, found '0x2'");
  EXPECT_EQ(StreamFault("1 2\na 1 1e40\n"), "v:2: expected a number as value 2 of 2, found '1e40'");
  EXPECT_EQ(StreamFault("1 2\na 1 --2\n"), "v:2: expected a number as value 2 of 2, found '--2'");
}

TEST(TextReader, RefusesAMissingWord) {
  EXPECT_EQ(
      StreamFault("2 2\na 1 2\n 1 2\n"),
      "v:3: expected a word, found none before the values; the option 'lenient' skips such rows");
  EXPECT_EQ(StreamFault("2 2\na 1 2\n\n    "),
            "v:3: expected a word and 2 values, found an empty line");
  EXPECT_THAT(StreamFault("2 2\na 1 2\n1 2\n"),
              StartsWith("v:3: expected a word, found none before"));
  EXPECT_EQ(StreamFault("2 2\na 1 2\nb        \n"), "v:3: expected 2 values, found 0");
}

TEST(TextReader, RefusesFewerRowsThanTheHeaderSays) {
  EXPECT_EQ(StreamFault("3 2\na 1.00000 2\nb 1 2\n"),
            "v:3: expected 3 rows, as the first line says, found the end of the file after 2; "
            "the option 'lenient' reads all rows that are there");
}

TEST(TextReader, RefusesMoreRowsThanTheHeaderSays) {
  EXPECT_EQ(StreamFault("1 2\na 1 2\nb 1 2\n"),
            "v:3: expected the end of the file after 1 rows, found another line; the option "
            "'lenient' reads all rows that are there");
  EXPECT_THAT(StreamFault("1 2\na 1 2\n\n"), StartsWith("v:3: expected the end"));
}

TEST(TextReader, ShowsWhatItFoundOnOneLine) {
  EXPECT_EQ(StreamFault("2 2\na 1 2\nb 1 x\x01\r\r\n"),
            "v:3: expected a number as value 2 of 2, found 'x\\x01\\x0d'");
  const std::string digits(70, 'x');
  EXPECT_EQ(StreamFault("1 2\na 1 " + digits + "\n"),
            "v:2: expected a number as value 2 of 2, found '" + digits.substr(0, 60) + "...'");
}

}  // namespace
}  // namespace hogvec
