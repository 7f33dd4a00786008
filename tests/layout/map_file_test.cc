#include "layout/map_file.h"

#include <gmock/gmock.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <string>

#include "hogvec/error.h"
#include "hogvec/graph_index.h"
#include "io/tensor_file.h"
#include "query/hnsw/graphs.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

WordMap SomeMap(std::size_t words) {
  WordMap map;
  for (std::size_t i = 0; i < words; ++i) {
    const auto share = static_cast<float>(i) / static_cast<float>(words);
    map.points.push_back({share, -share});
    map.levels.push_back(static_cast<std::uint8_t>(i % 19));
    map.clusters.push_back(static_cast<std::uint16_t>(i * 7));
    map.hubs.push_back(static_cast<std::uint32_t>(i));
    map.trust.push_back(static_cast<std::uint8_t>(i % 101));
  }
  map.quality = {0.25, 0.9, 1.0 / 3};
  return map;
}

NeighbourSearch Search(std::size_t words, float more = 0, const std::string& prefix = "w") {
  WordVectors vectors{.words = {}, .table = {words, 4}};
  for (std::size_t i = 0; i < words; ++i) {
    vectors.words.FindOrAdd(prefix + std::to_string(i));
    vectors.table.Row(ToWordId(i))[i % 4] = 1 + static_cast<float>(i);
  }
  if (words > 0) vectors.table.Row(ToWordId(words - 1))[1] += more;
  return NeighbourSearch(std::move(vectors), 1);
}

std::string FaultOf(const std::function<void()>& action, ErrorKind kind) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

std::string ReadFault(const std::filesystem::path& path, std::size_t words) {
  return FaultOf([&] { ReadMapOf(7, path, words); }, ErrorKind::kMalformed);
}

std::string BytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(MapFile, IsReadAsItWasWritten) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  for (const std::size_t words : {0u, 1u, 2u, 500u}) {
    WordMap map = SomeMap(words);
    if (words > 2) map.trust[2] = WordMap::kUnknownTrust;
    WriteMap(path, map, Search(words));
    EXPECT_EQ(ReadMap(path, Search(words)), map);
  }
}

TEST(MapFile, IsOfTheStartThatItBeganFromOnly) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  const std::vector<MapPoint> start(20, {0.5f, 0.25f}), other(20, {0.5f, 0.5f});
  WriteMap(path, SomeMap(20), Search(20), start);
  EXPECT_EQ(ReadMap(path, Search(20), start), SomeMap(20));
  EXPECT_THROW(ReadMap(path, Search(20), other), Error);
  EXPECT_THROW(ReadMap(path, Search(20)), Error);
}

TEST(MapFile, IsOfTheseVectorsAndWordsOnly) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  WriteMap(path, SomeMap(20), Search(20));
  for (const NeighbourSearch& other : {Search(20, 1e-3f), Search(20, 0, "x"), Search(19)}) {
    EXPECT_THAT(FaultOf([&] { ReadMap(path, other); }, ErrorKind::kMalformed),
                HasSubstr("map of other vectors"));
  }
}

TEST(MapFile, IsNotWrittenOfOtherWordsOrOutOfOrder) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  const auto refused = [&](const WordMap& map) {
    FaultOf([&] { WriteMap(path, map, Search(20)); }, ErrorKind::kUsage);
    EXPECT_FALSE(std::filesystem::exists(path));
  };
  refused(SomeMap(21));
  WordMap map = SomeMap(20);
  map.hubs.pop_back();
  refused(map);
  map = SomeMap(20);
  map.points[3].y = kNaN;
  refused(map);
}

TEST(MapFile, IsRefusedCutShortAnywhere) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  WriteMapOf(7, path, SomeMap(5));
  const std::string whole = BytesOf(path);
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    ReadFault(folder.Write("cut", whole.substr(0, bytes)), 5);
  }
}

TEST(MapFile, IsRefusedWithAnyByteChanged) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  WriteMapOf(7, path, SomeMap(5));
  const std::string whole = BytesOf(path);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    ReadFault(folder.Write("changed", changed), 5);
  }
}

// Whole files with a valid checksum, whose numbers are no map.
TEST(MapFile, IsRefusedIfItIsWholeButWrong) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  const auto write = [&](const std::string& format, std::vector<TensorInfo> arrays, float point) {
    TensorWriter file(path, {{"format", format}, {"fingerprint", "0000000000000007"}}, arrays);
    for (const TensorInfo& array : arrays) {
      std::string bytes(array.Bytes(), '\0');
      if (array.name == "points") std::memcpy(bytes.data(), &point, sizeof(point));
      file.Write(bytes);
    }
    file.Finish();
  };
  const std::vector<TensorInfo> right{
      {"quality", ElementType::kF64, {3}}, {"points", ElementType::kF32, {4, 2}},
      {"hubs", ElementType::kU32, {4}},    {"clusters", ElementType::kU16, {4}},
      {"levels", ElementType::kU8, {4}},   {"trust", ElementType::kU8, {4}}};
  write("hogvec-map", right, 0.5f);
  EXPECT_EQ(ReadMapOf(7, path, 4).points[0], (MapPoint{0.5f, 0}));
  EXPECT_THAT(ReadFault(path, 5), HasSubstr("points"));
  write("hogvec-index", right, 0.5f);
  EXPECT_THAT(ReadFault(path, 4), HasSubstr("not a map"));
  for (const float point : {1.5f, -1.1f, kNaN}) {
    write("hogvec-map", right, point);
    EXPECT_THAT(ReadFault(path, 4), HasSubstr("outside of the map"));
  }
  for (std::size_t i = 0; i < right.size(); ++i) {
    auto longer = right, other_type = right, missing = right;
    ++longer[i].shape.back();
    write("hogvec-map", longer, 0.5f);
    EXPECT_THAT(ReadFault(path, 4), HasSubstr(right[i].name));
    other_type[i].type = ElementType::kI64;
    write("hogvec-map", other_type, 0.5f);
    EXPECT_THAT(ReadFault(path, 4), HasSubstr(right[i].name));
    missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
    write("hogvec-map", missing, 0.5f);
    EXPECT_THAT(ReadFault(path, 4), HasSubstr(right[i].name));
  }
}

TEST(MapFile, IsRefusedWithValuesOutOfRange) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  const auto refused = [&](const std::function<void(WordMap&)>& change) {
    WordMap map = SomeMap(20);
    change(map);
    EXPECT_THROW(WriteMapOf(7, path, map), Error);
  };
  refused([](WordMap& map) { map.levels[3] = 19; });
  refused([](WordMap& map) { map.trust[3] = 101; });
  refused([](WordMap& map) { map.hubs[3] = 21; });
  refused([](WordMap& map) { map.quality.recall = 1.1; });
  refused([](WordMap& map) { map.quality.trustworthiness = -0.1; });
  refused([](WordMap& map) { map.quality.triplets = kNaN; });
}

TEST(MapFile, IsMissedBeforeTheVectorsAreRead) {
  const testing::TempFolder folder;
  FaultOf([&] { ReadMap(folder.path() / "none", Search(3)); }, ErrorKind::kNoInput);
  FaultOf([&] { LooksLikeMap(folder.path() / "none"); }, ErrorKind::kNoInput);
}

TEST(LooksLikeMap, KnowsMapsFromOtherFiles) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "map";
  WriteMapOf(7, path, SomeMap(5));
  EXPECT_TRUE(LooksLikeMap(path));
  EXPECT_TRUE(LooksLikeMap(folder.Write("cut", BytesOf(path).substr(0, 400))));
  EXPECT_FALSE(LooksLikeMap(folder.Write("empty", "")));
  EXPECT_FALSE(LooksLikeMap(folder.Write("text", "5 100\nthe 0.1 0.2\n")));
  FaultOf([&] { LooksLikeMap(folder.path()); }, ErrorKind::kNoInput);
  const auto index = folder.path() / "index";
  GraphIndex::Build(Search(5), {.threads = 1}).Write(index);
  EXPECT_FALSE(LooksLikeMap(index));
}

}  // namespace
}  // namespace hogvec
