#include "asking/table.h"

#include <gmock/gmock.h>

#include <sstream>
#include <vector>

#include "unicode/columns.h"

namespace hogvec::asking {
namespace {

const std::string kShalom = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d";
const std::string kNihon = "\xe6\x97\xa5\xe6\x9c\xac";

WordIndex SomeWords() {
  WordIndex words;
  const std::string all[] = {"king",  kNihon,       "e\xcc\x81t\xc3\xa9",
                             kShalom, "b\x1b[2Jad", std::string(100, 'x')};
  for (const std::string& word : all) {
    words.FindOrAdd(word);
  }
  return words;
}

std::vector<Neighbour> AllOf(const WordIndex& words, std::size_t count) {
  std::vector<Neighbour> all;
  for (std::size_t i = 0; i < std::min(count, words.size()); ++i) {
    all.push_back({ToWordId(i), i == 0 ? 0.5f : -0.25f});
  }
  return all;
}

std::vector<std::size_t> WidthsOf(const std::string& text) {
  std::vector<std::size_t> widths;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widths.push_back(ColumnsOf(line));
  return widths;
}

TEST(ToTable, AlignWhatIsShownNotWhatIsStored) {
  const WordIndex words = SomeWords();
  EXPECT_EQ(ToTable(AllOf(words, 3), words, {}),
            "  king  0.5000\n"
            "  " +
                kNihon +
                " -0.2500\n"
                "  e\xcc\x81t\xc3\xa9  -0.2500\n");
}

TEST(ToTable, KeepANumberBehindAWordWrittenFromTheRight) {
  const WordIndex words = SomeWords();
  const std::vector<Neighbour> one = {{ToWordId(3), 0.5f}};
  EXPECT_EQ(ToTable(one, words, {}), "  " + kShalom + "\xe2\x80\x8e  0.5000\n");
}

TEST(ToTable, FitAnyWindow) {
  const WordIndex words = SomeWords();
  for (const std::size_t columns : {12u, 20u, 40u, 70u, 300u}) {
    const std::string text = ToTable(AllOf(words, 6), words, {.columns = columns});
    const auto widths = WidthsOf(text);
    ASSERT_EQ(widths.size(), 6u);
    for (const std::size_t width : widths) {
      EXPECT_LE(width, columns);
      EXPECT_EQ(width, widths[0]);
    }
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\xe2\x80\xa6") == std::string::npos, columns == 300) << text;
  }
}

TEST(Colours, AreLeftOutUnlessWanted) {
  const WordIndex words = SomeWords();
  const TerminalStyle colourful{.columns = 40, .colour = true};
  EXPECT_EQ(ToTable(AllOf(words, 1), words, colourful), "  king \x1b[2m 0.5000\x1b[0m\n");
  EXPECT_EQ(TitleLine("king", colourful), "\x1b[1mking\x1b[0m\n");
  EXPECT_EQ(TitleLine("king", {}), "king\n");
  EXPECT_EQ(MessageLines("no", colourful), "\x1b[31mno\x1b[0m\n");
}

TEST(TitleLine, IsCutAndSafe) {
  EXPECT_EQ(TitleLine("b\x1b[2Jad and more", {.columns = 8}), "b\\x1b[2\xe2\x80\xa6\n");
}

TEST(ToTable, IndentsAndCutsASingleAnswer) {
  WordIndex words;
  words.FindOrAdd("a long word");
  EXPECT_EQ(ToTable(Similarity{0.8f}, words, {}), "  0.8000\n");
  EXPECT_EQ(ToTable(OddWord{"a longer word"}, words, {.columns = 8}), "  a lon\xe2\x80\xa6\n");
}

TEST(MessageLines, TakeAsManyLinesAsTheyNeed) {
  EXPECT_EQ(MessageLines("unknown word 'x'; near it: y", {.columns = 20}),
            "unknown word 'x';\nnear it: y\n");
}

TEST(WordColumns, AreReadFromAboveToBelow) {
  const std::string_view words[] = {"a", "bb", "ccc", "d", "e"};
  EXPECT_EQ(WordColumns(words, 5, 10, {.columns = 10}), "a    d\nbb   e\nccc\n");
  EXPECT_EQ(WordColumns(words, 5, 10, {.columns = 3}), "a\nbb\nccc\nd\ne\n");
}

TEST(WordColumns, SayHowManyAreNotShown) {
  const std::string_view words[] = {"a", "b", "c", "d", "e"};
  EXPECT_EQ(WordColumns(words, 1005, 2, {.columns = 6}), "a  c\nb  d\nand 1\xe2\x80\xa6\n");
  EXPECT_EQ(WordColumns(words, 5, 1, {.columns = 80}), "a  b  c  d  e\n");
}

}  // namespace
}  // namespace hogvec::asking
