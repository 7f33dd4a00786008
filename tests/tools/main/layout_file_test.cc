#include "main/layout_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

WordIndex Words(const std::vector<std::string>& words) {
  WordIndex index;
  for (const std::string& word : words) index.FindOrAdd(word);
  return index;
}

std::string Content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(IsMapFile, IsDecidedByTheSuffix) {
  EXPECT_TRUE(IsMapFile("folder/v.bin.map"));
  EXPECT_FALSE(IsMapFile("map"));
  EXPECT_FALSE(IsMapFile("v.map.tsv"));
  EXPECT_FALSE(IsMapFile("/dev/stdout"));
}

TEST(WritePlaces, HasALineForEachWordBelowTheNames) {
  const testing::TempFolder folder;
  const WordIndex words = Words({"king", "new york", "\xff"});
  const std::vector<MapPoint> points = {{0.5F, -0.25F}, {0, 1}, {-1e-7F, 0.1F}};
  WritePlaces(folder.path() / "xy.tsv", words, points);
  EXPECT_EQ(Content(folder.path() / "xy.tsv"),
            "word\tx\ty\nking\t0.5\t-0.25\nnew york\t0\t1\n\xff\t-1e-07\t0.1\n");
}

TEST(WritePlaces, HasNoLineForAWordWithATabOrTheEndOfALine) {
  const testing::TempFolder folder;
  const WordIndex words = Words({"a", "b\tc", "d\ne", "f\rg"});
  const std::vector<MapPoint> points(4);
  WritePlaces(folder.path() / "xy.tsv", words, points);
  EXPECT_EQ(Content(folder.path() / "xy.tsv"), "word\tx\ty\na\t0\t0\n");
  const LeftOut left_out = Unlistable(words);
  EXPECT_EQ(left_out.words, 3u);
  EXPECT_EQ(left_out.first, "b\tc");
}

TEST(Unlistable, IsNoneOfOrdinaryWords) {
  const WordIndex words = Words({"a", "new york"});
  EXPECT_EQ(Unlistable(words).words, 0u);
}

}  // namespace
}  // namespace hogvec
