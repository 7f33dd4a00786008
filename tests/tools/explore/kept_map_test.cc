#include "explore/kept_map.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>

#include "support/temp_folder.h"
#include "tools/explore/few_words.h"

namespace hogvec::explore {
namespace {

using ::testing::HasSubstr;

// A map that no layout would make.
WordMap OddMap(std::size_t words) {
  WordMap map;
  for (std::size_t i = 0; i < words; ++i) {
    map.points.push_back({static_cast<float>(i) / 64, -0.5F});
  }
  map.levels.assign(words, 3);
  map.clusters.assign(words, 0);
  map.hubs.assign(words, 2);
  map.trust.assign(words, 50);
  map.quality = {.recall = 0.5, .trustworthiness = 0.75, .triplets = 0.625};
  return map;
}

std::string Content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class KeptMap : public ::testing::Test {
 protected:
  // What is said on stderr while something is done.
  template <typename Work>
  static std::string Said(const Work& work) {
    ::testing::internal::CaptureStderr();
    work();
    return ::testing::internal::GetCapturedStderr();
  }

  testing::TempFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "v.bin.map";
  const NeighbourSearch search_ = FewWords(9);
};

TEST_F(KeptMap, IsReadAgain) {
  EXPECT_EQ(Said([&] { KeepMap(path_, OddMap(9), search_); }), "");
  EXPECT_EQ(Said([&] { EXPECT_EQ(ReadKeptMap(path_, search_), OddMap(9)); }), "");
}

TEST_F(KeptMap, IsNoneWhereThereIsNoFile) {
  EXPECT_EQ(Said([&] { EXPECT_FALSE(ReadKeptMap(path_, search_)); }), "");
  EXPECT_EQ(Said([&] { EXPECT_FALSE(ReadKeptMap({}, search_)); }), "");
  EXPECT_EQ(Said([&] { KeepMap({}, OddMap(9), search_); }), "");
}

TEST_F(KeptMap, OfOtherVectorsIsMadeAgain) {
  const NeighbourSearch other = FewWords(9, 100);
  KeepMap(path_, OddMap(9), search_);
  EXPECT_THAT(Said([&] { EXPECT_FALSE(ReadKeptMap(path_, other)); }), HasSubstr("made again"));
  EXPECT_EQ(Said([&] { KeepMap(path_, OddMap(9), other); }), "");
  EXPECT_TRUE(ReadKeptMap(path_, other));
}

TEST_F(KeptMap, ThatIsDamagedIsMadeAgain) {
  KeepMap(path_, OddMap(9), search_);
  const std::string whole = Content(path_);
  folder_.Write("v.bin.map", whole.substr(0, whole.size() - 3));
  EXPECT_THAT(Said([&] { EXPECT_FALSE(ReadKeptMap(path_, search_)); }), HasSubstr("made again"));
  KeepMap(path_, OddMap(9), search_);
  EXPECT_EQ(Content(path_), whole);
}

TEST_F(KeptMap, NeverReplacesAFileThatIsNoMap) {
  folder_.Write("v.bin.map", "what nobody wants to lose\n");
  EXPECT_THAT(Said([&] { EXPECT_FALSE(ReadKeptMap(path_, search_)); }),
              HasSubstr("v.bin.map: is no map, so it stays as it is"));
  KeepMap(path_, OddMap(9), search_);
  EXPECT_EQ(Content(path_), "what nobody wants to lose\n");
}

TEST_F(KeptMap, NeitherWaitsForAPipeNorEntersAFolder) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_THAT(Said([&] { EXPECT_FALSE(ReadKeptMap(path_, search_)); }), HasSubstr("is no map"));
  KeepMap(path_, OddMap(9), search_);
  EXPECT_TRUE(std::filesystem::is_fifo(path_));
  EXPECT_THAT(Said([&] { EXPECT_FALSE(ReadKeptMap(folder_.path(), search_)); }),
              HasSubstr("is no map"));
}

TEST_F(KeptMap, ThatCantBeWrittenIsANote) {
  EXPECT_THAT(Said([&] { KeepMap(folder_.path() / "none" / "m", OddMap(9), search_); }),
              HasSubstr("the map is not kept: "));
}

TEST(MapPathOf, IsBesideTheVectors) {
  const testing::TempFolder folder;
  Settings settings;
  settings.vectors = {folder.Write("a.bin", ""), folder.Write("b.bin", ""), folder.path() / ""};
  const std::string base = folder.path().string();
  EXPECT_EQ(MapPathOf(settings, 0), base + "/a.bin.map");
  EXPECT_EQ(MapPathOf(settings, 1), base + "/b.bin.from.a.bin.map");
  EXPECT_EQ(MapPathOf(settings, 2), base + ".from.a.bin.map");  // a folder's, beside it
  settings.top = 50;
  EXPECT_EQ(MapPathOf(settings, 0), base + "/a.bin.top50.map");
  settings.no_cache = true;
  EXPECT_EQ(MapPathOf(settings, 0), "");
}

TEST(MapPathOf, IsNoneOfWhatComesThroughAPipe) {
  Settings settings;
  settings.vectors = {"/dev/null"};
  EXPECT_EQ(MapPathOf(settings, 0), "");
}

}  // namespace
}  // namespace hogvec::explore
