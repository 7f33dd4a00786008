#include "query/print_answers.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <tuple>

#include "cli/command_names.h"
#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::query {
namespace {

using asking::Commands;
using asking::FindCommand;
using asking::QueryEngine;

TEST(Commands, AreThoseThatTheOtherProgramsKnow) {
  const auto known = CommandsOf("hogvec-query");
  ASSERT_EQ(known.size(), Commands().size() + 1);  // `index` asks nothing
  for (std::size_t i = 0; i < Commands().size(); ++i) EXPECT_EQ(known[i], Commands()[i].name);
}

class LinesTest : public ::testing::Test {
 protected:
  LinesTest()
      : search_(ReadVectors(
            folder_.Write("v.txt", "4 2\nking 1 0\nqueen 0.8 0.6\nman 0 1\nboy 0.1 1\n"))) {}

  // What is said of questions on standard error, and the exit code after it.
  std::string Fault(const char* command, const std::string& lines) const {
    std::istringstream input(lines);
    const int code = Answer(command, input);
    std::fflush(stdout);
    answered_ = ::testing::internal::GetCapturedStdout();
    return ::testing::internal::GetCapturedStderr() + std::to_string(code);
  }
  // With what is printed captured.
  int Answer(const char* command, std::istream& input) const {
    const QueryEngine engine(search_, {});
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();
    return PrintAnswersToLines({engine, *FindCommand(command), {}}, input);
  }
  std::ptrdiff_t answers() const { return std::ranges::count(answered_, '\n'); }

 private:
  const testing::TempFolder folder_;
  const NeighbourSearch search_;
  mutable std::string answered_;
};

TEST_F(LinesTest, AreAnsweredInTheirOrder) {
  EXPECT_EQ(Fault("similarity", "king man\n\nking queen"), "0");
  EXPECT_EQ(answers(), 2);
}

TEST_F(LinesTest, CostTheirOwnAnswerWhereTheyAreNoQuestion) {
  const std::string place = "hogvec-query: standard input, line 2: ";
  const std::tuple<const char*, const char*, const char*> wrong[] = {
      {"similarity", "king man\nking\nking queen\n", "similarity takes 2 words, not 1"},
      {"similarity", "king man\nking zebra\nking queen\n", "unknown word 'zebra'"},
      {"nn", "king\n. . .\nqueen\n",
       "nn takes 1 word, not 3; put a word that contains spaces in double quotes"},
      {"analogy", "king man queen\nking man\nman king queen\n", "analogy takes 3 words, not 2"},
      {"odd-one-out", "king man queen\nking\nman king queen\n",
       "odd-one-out takes 3 or more words, not 1"},
      {"between", "king man\nking\nman queen\n", "between takes 2 or more words, not 1"},
      {"arith", "king - man\nking man\nman - king\n",
       "expected words with + or - between them, as in 'king - man + woman', not 'king man'"},
      {"vector", "1 0\n1 0 0\n0 1\n", "expected a vector of 2 numbers, found 3"},
      {"vector", "1 0\n1 x\n0 1\n", "expected a number, found 'x'"}};
  for (const auto& [command, lines, fault] : wrong) {
    EXPECT_EQ(Fault(command, lines), place + fault + "\n1");
    EXPECT_GE(answers(), 2) << command;
  }
}

TEST_F(LinesTest, KnowTheirNumbersInEveryBatch) {
  std::string lines;
  for (int i = 0; i < 1030; ++i) lines += "king\n";
  EXPECT_EQ(Fault("nn", lines + "\nzebra\n"),
            "hogvec-query: standard input, line 1032: unknown word 'zebra'\n1");
}

// A stream that fails once its text has been read.
class FailingText : public std::stringbuf {
 public:
  using std::stringbuf::stringbuf;

 protected:
  int_type underflow() override {
    const int_type next = std::stringbuf::underflow();
    if (next == traits_type::eof()) throw std::ios_base::failure("a bad medium");
    return next;
  }
};

TEST_F(LinesTest, AreAnsweredUpToWhereReadingFails) {
  FailingText text("king\n\nqueen\nma");
  std::istream input(&text);
  try {
    Answer("nn", input);
    FAIL() << "took a failure for the end";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
    EXPECT_STREQ(error.what(),
                 "standard input: reading failed after line 3; the questions up to there are "
                 "answered");
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(std::ranges::count(::testing::internal::GetCapturedStdout(), '\n'), 6);
}

}  // namespace
}  // namespace hogvec::query
