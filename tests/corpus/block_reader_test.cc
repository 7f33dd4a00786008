#include "corpus/block_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/workers.h"
#include "corpus/tokenizer.h"
#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

std::vector<std::string> Blocks(std::vector<std::filesystem::path> paths, std::size_t bytes) {
  BlockReader reader(std::move(paths), bytes);
  std::vector<std::string> blocks;
  for (TextBlock block; reader.Next(block);) {
    EXPECT_EQ(block.number, blocks.size());
    blocks.push_back(block.text);
  }
  return blocks;
}

std::string RandomText(std::size_t length, std::uint64_t seed) {
  Random random(seed, RandomPurpose::kTest);
  constexpr std::string_view kLetters = "abcdefgh   \n\t\r\x80\xff";
  std::string text(length, ' ');
  for (char& c : text) c = kLetters[random.Below(static_cast<std::uint32_t>(kLetters.size()))];
  return text;
}

std::vector<std::string> Words(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& text : texts) {
    Tokenize(
        text, [&](std::string_view word) { words.emplace_back(word); }, [] {});
  }
  return words;
}

TEST(BlockReader, CutsBehindTheLastLineEndThatFits) {
  const TempFolder folder;
  const auto file = folder.Write("text", "one two\nthree\nfour five six\nseven\n");
  EXPECT_THAT(Blocks({file}, 16), ElementsAre("one two\nthree\n", "four five six\n", "seven\n"));
}

TEST(BlockReader, CutsALongLineBetweenWords) {
  const TempFolder folder;
  const auto file = folder.Write("text", "alpha beta gamma delta epsilon\n");
  EXPECT_THAT(Blocks({file}, 12), ElementsAre("alpha beta ", "gamma delta ", "epsilon\n"));
}

TEST(BlockReader, ReadsAWordLongerThanABlockWhole) {
  const TempFolder folder;
  const std::string word(1000, 'x');
  EXPECT_EQ(Words(Blocks({folder.Write("text", "a " + word + " b")}, 4)),
            (std::vector<std::string>{"a", word, "b"}));
}

// The words before a block on its line, over as many blocks as it takes; 16 are enough.
TEST(BlockReader, KnowsWhatPrecedesABlockOnItsLine) {
  const TempFolder folder;
  std::string text = "other line\n", line;
  for (int i = 0; i < 40; ++i) line += std::string(300, static_cast<char>('a' + i % 26)) + " ";
  BlockReader reader({folder.Write("text", text + line)}, 2);
  constexpr std::size_t kMost = TextBlock::kWordsBefore;
  std::size_t cut = 0;
  for (TextBlock block; reader.Next(block); cut += block.text.size()) {
    if (cut < text.size()) continue;
    const std::string before = line.substr(0, cut - text.size());
    EXPECT_TRUE(before.ends_with(block.before)) << cut;
    EXPECT_EQ(Words({block.before}).size(), std::min(Words({before}).size(), kMost)) << cut;
  }
  EXPECT_EQ(cut, text.size() + line.size());
}

TEST(BlockReader, TakesALastLineWithoutItsEnd) {
  const TempFolder folder;
  EXPECT_THAT(Blocks({folder.Write("text", "a\nb")}, 100), ElementsAre("a\nb"));
}

TEST(BlockReader, NeverJoinsTwoTexts) {
  const TempFolder folder;
  const auto a = folder.Write("a", "left"), b = folder.Write("b", ""),
             c = folder.Write("c", "right");
  EXPECT_THAT(Blocks({a, b, c}, 100), ElementsAre("left", "right"));
}

TEST(BlockReader, LosesNothingWhateverTheBlockSize) {
  const TempFolder folder;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::string text = RandomText(3000, seed);
    const auto file = folder.Write("text", text);
    for (const std::size_t bytes : {1, 2, 3, 7, 64, 1000, 2999, 3000, 3001, 10'000}) {
      const auto blocks = Blocks({file}, bytes);
      std::string joined;
      for (const std::string& block : blocks) joined += block;
      EXPECT_EQ(joined, text) << "blocks of " << bytes;
      EXPECT_EQ(Words(blocks), Words({text})) << "blocks of " << bytes;
    }
  }
}

TEST(BlockReader, GivesEachBlockToOneWorker) {
  const TempFolder folder;
  const auto file = folder.Write("text", RandomText(100'000, 7));
  BlockReader reader({file}, 100);
  std::atomic<std::uint64_t> bytes = 0;
  RunWorkers(4, [&](std::size_t) {
    for (TextBlock block; reader.Next(block);) bytes += block.text.size();
  });
  EXPECT_EQ(bytes, 100'000u);
  EXPECT_EQ(reader.bytes_read(), 100'000u);
}

TEST(BlockReader, KnowsWhereLinesStartAndWhatIsBeforeABlock) {
  const TempFolder folder;
  const std::string mark = "\xef\xbb\xbf";
  const auto one = folder.Write("one", mark + mark + "a b\nc  d\n\n");
  const auto two = folder.Write("two", "e");
  BlockReader reader({one, two}, 2);
  std::vector<std::string> seen;
  for (TextBlock block; reader.Next(block);) {
    seen.push_back(block.text + (block.starts_line ? "|starts" : "|goes on behind ") +
                   block.before);
  }
  EXPECT_THAT(seen,
              ElementsAre(mark + mark + "a |starts", "b\n|goes on behind a ", "c |starts",
                          " |goes on behind c ", "d\n|goes on behind c ", "\n|starts", "e|starts"));
}

// A word that no memory should have to hold is handed out up to 16 MiB, once, and then passed over.
TEST(BlockReader, PassesOverTheRestOfAWordWithoutEnd) {
  const TempFolder folder;
  const std::string word(std::size_t{40} << 20, 'x');
  for (const std::size_t block_bytes : {std::size_t{1000}, std::size_t{1} << 20}) {
    for (const char* const behind : {"", "\n", " b c\n"}) {
      const auto path = folder.Write("long", "a " + word + behind);
      BlockReader reader({path}, block_bytes);
      std::vector<std::size_t> sizes;
      for (TextBlock block; reader.Next(block);) {
        EXPECT_LE(block.text.size(), std::size_t{33} << 20);
        const auto measure = [&](std::string_view found) { sizes.push_back(found.size()); };
        Tokenize(block.text, measure, [] {});
      }
      ASSERT_EQ(sizes.size(), std::string_view(behind).size() > 1 ? 4u : 2u);
      EXPECT_GE(sizes[1], std::size_t{16} << 20);
      EXPECT_EQ(reader.bytes_read(), std::filesystem::file_size(path));
    }
  }
}

// Reads a block, lets `change` happen, and reads on.
std::string ErrorAfter(const std::filesystem::path& path, const std::function<void()>& change) {
  BlockReader reader({path}, 1000);
  TextBlock block;
  EXPECT_TRUE(reader.Next(block));
  change();
  try {
    while (reader.Next(block)) {
    }
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
    return error.what();
  }
  return "none";
}

TEST(BlockReader, StopsAtATextThatChangesMeanwhile) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "some words\n";
  const auto path = folder.Write("text", text);
  EXPECT_EQ(ErrorAfter(path, [] {}), "none");
  EXPECT_THAT(ErrorAfter(path, [&] { std::filesystem::resize_file(path, 5000); }),
              HasSubstr("text: changed while it was read: it had 110000 bytes, now 5000, and ended "
                        "at byte 65536"));
  folder.Write("text", text);
  EXPECT_THAT(ErrorAfter(path, [&] { std::ofstream(path, std::ios::app) << "more\n"; }),
              HasSubstr("it had 110000 bytes, now 110005"));
  folder.Write("text", text);
  const auto touch = [&] {
    std::filesystem::last_write_time(
        path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  };
  EXPECT_THAT(ErrorAfter(path, touch), HasSubstr("changed while it was read"));
}

TEST(BlockReader, ReadsAFileOfTheSystemThatTellsNoSize) {
  EXPECT_THAT(Blocks({"/proc/version"}, 1000), ::testing::SizeIs(1));
}

}  // namespace
}  // namespace hogvec
