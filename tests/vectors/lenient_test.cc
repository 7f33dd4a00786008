// Files that are refused, and what is left of them when they are read leniently.
#include <gmock/gmock.h>

#include <limits>
#include <string>

#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Bytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using testing::Rows;
using testing::TempFolder;

struct Outcome {
  Rows rows;
  PassedOver passed_over;
};

Outcome ReadLeniently(std::string_view content) {
  const TempFolder folder;
  const auto path = folder.Write("v", content);
  EXPECT_THROW(ReadVectors(path), Error) << content;
  Outcome outcome;
  outcome.rows = testing::ToRows(ReadVectors(path, {.lenient = true}, outcome.passed_over));
  return outcome;
}

const auto kA = Pair("a", ElementsAre(1, 2));
const auto kB = Pair("b", ElementsAre(3, 4));

TEST(Lenient, TakesFewerRowsThanTheHeaderSays) {
  for (const std::string& content :
       {std::string("4 2\na 1 2\nb 3 4\n"), "4 2\na " + Bytes({1, 2}) + "\nb " + Bytes({3, 4})}) {
    const Outcome outcome = ReadLeniently(content);
    EXPECT_THAT(outcome.rows, ElementsAre(kA, kB));
    EXPECT_EQ(outcome.passed_over, PassedOver{.missing = 2});
  }
}

TEST(Lenient, TakesNoMemoryForTheClaim) {
  const Outcome outcome = ReadLeniently("9000000000000000000 2\na 1 2\nb 3 4\n");
  EXPECT_THAT(outcome.rows, ElementsAre(kA, kB));
}

TEST(Lenient, TakesMoreRowsThanTheHeaderSays) {
  for (const std::string& content :
       {std::string("1 2\na 1 2\nb 3 4\na 5 6\n"),
        "1 2\na " + Bytes({1, 2}) + "\nb " + Bytes({3, 4}) + "\na " + Bytes({5, 6}) + "\n",
        "1 2\na " + Bytes({1, 2}) + "b " + Bytes({3, 4}) + "a " + Bytes({5, 6})}) {
    const Outcome outcome = ReadLeniently(content);
    EXPECT_THAT(outcome.rows, ElementsAre(kA, kB));
    EXPECT_EQ(outcome.passed_over, (PassedOver{.repeated = 1, .more = 2, .first_repeated = "a"}));
  }
}

TEST(Lenient, TakesRowsWhereTheHeaderSaysThatThereAreNone) {
  for (const std::string& content : {std::string("0 2\na 1 2\n"), "0 2\na " + Bytes({1, 2})}) {
    const Outcome outcome = ReadLeniently(content);
    EXPECT_THAT(outcome.rows, ElementsAre(kA));
    EXPECT_EQ(outcome.passed_over, PassedOver{.more = 1});
  }
}

// What a message promises of `lenient` holds: a fault that names it is none to a lenient reading.
TEST(Lenient, ReadsWhateverAMessageSaysItReads) {
  for (const std::string& content :
       {std::string("0 2\na 1 2\n"), std::string("1 2\na 1 2\nb 3 4\n"),
        std::string("2 2\n 1 2\na 3 4\n"), std::string("2 2\n1 2\na 3 4\n"),
        std::string("2 2\na 1 2\na 3 4\n"), std::string("2 2\na 1 nan\nb 3 4\n"),
        std::string("3 2\na 1.00 2.00\nb 3.00 4.00\n"),
        "2 2\na " + Bytes({1, 2}) + "b " + Bytes({3, 4}) + "x",
        "2 2\n " + Bytes({1, 2}) + "\nb " + Bytes({3, 4})}) {
    const auto read = [](const auto& path) { ReadVectors(path); };
    EXPECT_THAT(testing::MessageOf(content, ErrorKind::kMalformed, read), HasSubstr(" 'lenient' "))
        << content;
    EXPECT_FALSE(ReadLeniently(content).rows.empty());
  }
}

TEST(Lenient, PassesOverWhatIsNoRowBeyondTheClaim) {
  const Outcome text = ReadLeniently("1 2\na 1 2\nrubbish\nb 3 4\n\n");
  EXPECT_THAT(text.rows, ElementsAre(kA, kB));
  EXPECT_EQ(text.passed_over, (PassedOver{.more = 1, .lines_beyond = 2}));
  for (const std::string& rest :
       {std::string(100'000, 'x'), std::string(100'000, '\0'), std::string(" 12345678"),
        std::string("b 1234567"), std::string("\1 12345678")}) {
    const Outcome binary = ReadLeniently("1 2\na " + Bytes({1, 2}) + "\n" + rest);
    EXPECT_THAT(binary.rows, ElementsAre(kA));
    EXPECT_EQ(binary.passed_over, PassedOver{.bytes_beyond = rest.size()});
  }
}

TEST(Lenient, KeepsTheFirstOfRepeatedWords) {
  for (const std::string& content : {std::string("4 2\na 1 2\na 5 6\nb 3 4\na 7 8\n"),
                                     "4 2\na " + Bytes({1, 2}) + "a " + Bytes({5, 6}) + "b " +
                                         Bytes({3, 4}) + "a " + Bytes({7, 8})}) {
    const Outcome outcome = ReadLeniently(content);
    EXPECT_THAT(outcome.rows, ElementsAre(kA, kB));
    EXPECT_EQ(outcome.passed_over, (PassedOver{.repeated = 2, .first_repeated = "a"}));
  }
}

TEST(Lenient, PassesOverRowsWithoutAWord) {
  for (const std::string& content :
       {std::string("3 2\na 1 2\n 5 6\nb 3 4\n"), std::string("3 2\na 1 2\n5 6\nb 3 4\n"),
        "3 2\na " + Bytes({1, 2}) + "\n " + Bytes({5, 6}) + "\nb " + Bytes({3, 4})}) {
    const Outcome outcome = ReadLeniently(content);
    EXPECT_THAT(outcome.rows, ElementsAre(kA, kB));
    EXPECT_EQ(outcome.passed_over, PassedOver{.without_word = 1});
  }
}

// The word of a row that is passed over may come again, with values that can be used.
TEST(Lenient, PassesOverValuesThatAreNotFinite) {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const std::string& content :
       {std::string("3 2\na nan 2\na 1 2\nb 3 4\n"),
        "3 2\na " + Bytes({infinity, 2}) + "a " + Bytes({1, 2}) + "b " + Bytes({3, 4})}) {
    const Outcome outcome = ReadLeniently(content);
    EXPECT_THAT(outcome.rows, ElementsAre(kA, kB));
    EXPECT_EQ(outcome.passed_over, (PassedOver{.not_finite = 1, .first_not_finite = "a"}));
  }
}

TEST(Lenient, RefusesARowThatCanNotBeMadeOut) {
  for (const std::string& content :
       {std::string("2 2\na 1 2\nb 3\n"), std::string("2 2\na 1 2\nb 3 x\n"),
        std::string("a 1 2\nb 3 4 5\n"), "2 2\na " + Bytes({1, 2}) + "b " + Bytes({3})}) {
    const TempFolder folder;
    const auto path = folder.Write("v", content);
    EXPECT_THROW(ReadVectors(path, {.lenient = true}), Error) << content;
  }
}

TEST(Lenient, RefusesAFileOfWhichNothingIsLeft) {
  const TempFolder folder;
  try {
    ReadVectors(folder.Write("v", "1 2\na nan 2\n"), {.lenient = true});
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("v: contains no usable rows"));
  }
}

TEST(Lenient, IsToldByInspectionToo) {
  const TempFolder folder;
  const auto path = folder.Write("v", "5 2\na 1 2\n 5 6\nb 3 4\n");
  EXPECT_THROW(InspectVectors(path), Error);
  const VectorReport report = InspectVectors(path, true);
  EXPECT_EQ(report.rows, 2u);
  EXPECT_EQ(report.passed_over, (PassedOver{.without_word = 1, .missing = 2}));
}

}  // namespace
}  // namespace hogvec
