#include "io/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using testing::TempFolder;

class LineReaderTest : public ::testing::Test {
 protected:
  LineReader Open(std::string_view content) { return LineReader(folder_.Write("f", content)); }

  LineReader OpenAny(std::string_view content) {
    return LineReader(folder_.Write("f", content), LineReader::Content::kAny);
  }

  std::vector<std::string> Lines(std::string_view content) {
    LineReader reader = Open(content);
    std::vector<std::string> lines;
    for (std::string_view line; reader.NextLine(line);) lines.emplace_back(line);
    return lines;
  }

 private:
  TempFolder folder_;
};

TEST_F(LineReaderTest, GivesLinesWithoutTheirEnds) {
  EXPECT_THAT(Lines("a\nb c\r\n\n d "), ElementsAre("a", "b c", "", " d "));
  EXPECT_THAT(Lines("a\n"), ElementsAre("a"));
  EXPECT_THAT(Lines("\n\n"), ElementsAre("", ""));
  EXPECT_THAT(Lines(""), ElementsAre());
  EXPECT_THAT(Lines("a\r\rb\r"), ElementsAre("a\r\rb")) << "only what ends the line";
}

// Lengths around the size of a read, 2^18, and well past it.
TEST_F(LineReaderTest, GivesLinesOfAnyLength) {
  for (const std::size_t length : {262'143u, 262'144u, 262'145u, 5'000'000u}) {
    const std::string longest(length, 'x');
    EXPECT_THAT(Lines(longest + "\nb\r\n" + longest), ElementsAre(longest, "b", longest));
  }
}

TEST_F(LineReaderTest, CountsLinesAndBytes) {
  LineReader reader = Open("a\r\nbc\nd");
  EXPECT_EQ(reader.line_number(), 0u);
  std::string_view line;
  ASSERT_TRUE(reader.NextLine(line));
  EXPECT_EQ(reader.line_number(), 1u);
  EXPECT_EQ(reader.offset(), 3u);
  ASSERT_TRUE(reader.NextLine(line));
  ASSERT_TRUE(reader.NextLine(line));
  EXPECT_FALSE(reader.NextLine(line));
  EXPECT_EQ(reader.line_number(), 3u);
  EXPECT_EQ(reader.offset(), 7u);
}

TEST_F(LineReaderTest, GivesBytesUpToTheEnd) {
  LineReader reader = Open("abcdef");
  EXPECT_EQ(reader.NextBytes(4), "abcd");
  EXPECT_EQ(reader.NextBytes(4), "ef");
  EXPECT_EQ(reader.NextBytes(4), "");
}

TEST_F(LineReaderTest, LooksAheadWithoutPassing) {
  LineReader reader = Open("abc");
  EXPECT_EQ(reader.Peek(2), "ab");
  EXPECT_EQ(reader.Peek(9), "abc");
  EXPECT_EQ(reader.offset(), 0u);
  EXPECT_EQ(reader.NextBytes(1), "a");
  EXPECT_EQ(reader.Peek(9), "bc");
}

TEST_F(LineReaderTest, FindsADelimiterWithinItsLimit) {
  LineReader reader = Open("abc def");
  std::string_view bytes;
  EXPECT_FALSE(reader.NextUntil(' ', 3, bytes));
  ASSERT_TRUE(reader.NextUntil(' ', 4, bytes));
  EXPECT_EQ(bytes, "abc");
  EXPECT_FALSE(reader.NextUntil(' ', 100, bytes)) << "none up to the end";
  EXPECT_EQ(reader.NextBytes(9), "def") << "nothing is passed over";
}

TEST_F(LineReaderTest, FindsADelimiterFarAway) {
  const std::string longest(600'000, 'x');
  LineReader reader = Open(longest + " y");
  std::string_view bytes;
  EXPECT_FALSE(reader.NextUntil(' ', longest.size(), bytes));
  ASSERT_TRUE(reader.NextUntil(' ', longest.size() + 1, bytes));
  EXPECT_EQ(bytes, longest);
}

// Text has a mark at its start only; data is known to be text before it is passed over.
TEST_F(LineReaderTest, PassesOverTheByteOrderMarkOfAText) {
  const std::string mark = "\xef\xbb\xbf";
  EXPECT_THAT(Lines(mark + "a\n" + mark + "b\n"), ElementsAre("a", mark + "b"));
  EXPECT_THAT(Lines(mark), ElementsAre());
  EXPECT_EQ(Open(mark + "ab").offset(), 3u) << "bytes are counted as they stand in the file";
  LineReader data = OpenAny(mark + "ab");
  EXPECT_EQ(data.Peek(9), mark + "ab");
  data.SkipByteOrderMark();
  data.SkipByteOrderMark();
  EXPECT_EQ(data.NextBytes(9), "ab");
}

TEST_F(LineReaderTest, NamesThePlaceOfAMistake) {
  LineReader reader = Open("a\nb\n");
  std::string_view line;
  reader.NextLine(line);
  reader.NextLine(line);
  EXPECT_EQ(reader.MalformedLine("bad").what(), reader.path().string() + ":2: bad");
  EXPECT_EQ(reader.MalformedByte("bad").what(), reader.path().string() + ": byte 4: bad");
  EXPECT_EQ(reader.MalformedByte("bad").kind(), ErrorKind::kMalformed);
}

}  // namespace
}  // namespace hogvec
