#include "hogvec/graph_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>

#include "hogvec/error.h"
#include "io/file.h"
#include "query/hnsw/graphs.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using testing::ClusteredVectors;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::QueriesOf;
using testing::TempFolder;

// The thread sanitizer takes a quarter of an hour over 4,000: a build takes locks without end.
#ifdef __SANITIZE_THREAD__
constexpr std::size_t kManyRows = 1000;
#else
constexpr std::size_t kManyRows = 4000;
#endif
constexpr GraphOptions kOneThread{.threads = 1};  // builds the same graph each time

double ShareInCommon(const std::vector<Neighbour>& a, const std::vector<Neighbour>& b) {
  std::size_t common = 0;
  for (const Neighbour& each : a) {
    common += std::ranges::find(b, each.id, &Neighbour::id) == b.end() ? 0 : 1;
  }
  return static_cast<double>(common) / static_cast<double>(a.size());
}

TEST(GraphIndex, FindsNearlyAllThatAnExactSearchFinds) {
  const NeighbourSearch search(ClusteredVectors(kManyRows, 48, kManyRows / 66), 2);
  const auto index = GraphIndex::Build(search, kOneThread);
  const auto queries = QueriesOf(search, 7);
  const auto exact = search.NearestOfMany(queries, 10);
  const auto found = index.NearestOfMany(queries, 10, index.breadth());
  double recall = 0;
  for (std::size_t i = 0; i < queries.size(); ++i) recall += ShareInCommon(exact[i], found[i]);
  EXPECT_GT(recall / static_cast<double>(queries.size()), 0.95);
}

TEST(GraphIndex, ReportsItsProgress) {
  class Listener : public IndexObserver {
   public:
    void OnProgress(const IndexProgress& progress) override { reports.push_back(progress); }
    std::vector<IndexProgress> reports;
  } listener;
  const NeighbourSearch search(ClusteredVectors(300, 12, 5), 1);
  GraphIndex::Build(search, kOneThread, {}, listener);
  ASSERT_GE(listener.reports.size(), 2u);  // the end of each phase at least
  EXPECT_EQ(listener.reports.back().phase, IndexProgress::Phase::kAsking);
  const auto linked =
      std::ranges::find(listener.reports, std::size_t{300}, &IndexProgress::rows_done);
  EXPECT_EQ(linked->phase, IndexProgress::Phase::kLinking);
  EXPECT_EQ(linked->rows_total, 300u);
  EXPECT_EQ(linked->seconds_left, 0);
}

// In either phase; the first call of the second comes when that is over.
TEST(GraphIndex, IsStoppedByAnObserverThatThrows) {
  struct Thrower : IndexObserver {
    explicit Thrower(IndexProgress::Phase phase) : phase_(phase) {}
    void OnProgress(const IndexProgress& progress) override {
      if (progress.phase == phase_) throw std::logic_error("enough");
    }
    IndexProgress::Phase phase_;
  };
  const NeighbourSearch search(ClusteredVectors(300, 12, 5), 1);
  for (const auto phase : {IndexProgress::Phase::kLinking, IndexProgress::Phase::kAsking}) {
    Thrower observer(phase);
    EXPECT_THROW(GraphIndex::Build(search, kOneThread, {}, observer), std::logic_error);
  }
}

TEST(GraphIndex, OutlivesAndOutmovesItsSearch) {
  auto search = std::make_unique<NeighbourSearch>(ClusteredVectors(300, 12, 5), 1);
  const Query query{search->Unit(WordId{7}), {WordId{7}}};
  const auto expected = search->Nearest(query, 3);
  const auto index = GraphIndex::Build(*search, kOneThread);
  const NeighbourSearch moved = std::move(*search);
  EXPECT_TRUE(index.IsOf(moved));
  *search = NeighbourSearch(ClusteredVectors(20, 3, 2), 1);
  EXPECT_FALSE(index.IsOf(*search));
  EXPECT_EQ(index.Nearest(query, 3, 300)[0].id, expected[0].id);
}

TEST(GraphIndex, GivesTheSimilaritiesOfAnExactSearch) {
  const NeighbourSearch search(ClusteredVectors(500, 37, 5), 1);
  const auto index = GraphIndex::Build(search, kOneThread);
  for (const Query& query : QueriesOf(search, 50)) {
    const auto exact = search.Nearest(query, 499);
    for (const Neighbour& near : index.Nearest(query, 10, 50)) {
      const auto same = std::ranges::find(exact, near.id, &Neighbour::id);
      ASSERT_NE(same, exact.end());
      EXPECT_EQ(near.similarity, same->similarity);
    }
  }
}

TEST(GraphIndex, IsBuiltTheSameByOneThread) {
  const TempFolder folder;
  const NeighbourSearch search(ClusteredVectors(300, 8, 5), 1);
  GraphIndex::Build(search, kOneThread).Write(folder.path() / "a");
  GraphIndex::Build(search, kOneThread).Write(folder.path() / "b");
  EXPECT_EQ(ReadWholeFile(folder.path() / "a"), ReadWholeFile(folder.path() / "b"));
  EXPECT_TRUE(LooksLikeIndex(folder.path() / "a"));
  EXPECT_EQ(GraphIndex::Read(folder.path() / "a", search).breadth(),
            GraphIndex::Build(search, kOneThread).breadth());
}

TEST(GraphIndex, MayBeBuiltByManyThreads) {
  const NeighbourSearch search(ClusteredVectors(kManyRows / 2, 8, 5), 4);
  const auto index = GraphIndex::Build(search, {.threads = 4});
  for (const Query& query : QueriesOf(search, 100)) {
    EXPECT_EQ(index.Nearest(query, 5, 50).size(), 5u);
  }
}

// Both ways of keeping rows have the same fingerprint.
TEST(GraphIndex, ServesTheSameVectorsInAFile) {
  const TempFolder folder;
  const WordVectors vectors = ClusteredVectors(500, 37, 5);
  const auto model = folder.path() / "m.safetensors", path = folder.path() / "index";
  WriteVectors(model, VectorFormat::kSafetensors, vectors.words, vectors.table);
  const NeighbourSearch read(ClusteredVectors(500, 37, 5), 2);
  const auto built = GraphIndex::Build(read, kOneThread);
  built.Write(path);
  const NeighbourSearch mapped{MappedVectors(model), 3};
  const auto index = GraphIndex::Read(path, mapped);
  for (const Query& query : QueriesOf(read, 25)) {
    const auto a = built.Nearest(query, 10, 50), b = index.Nearest(query, 10, 50);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].id, b[i].id);
  }
}

TEST(GraphIndex, LeavesOutExcludedWords) {
  const NeighbourSearch search(ClusteredVectors(50, 8, 5), 1);
  const auto index = GraphIndex::Build(search, kOneThread);
  const Query query{search.Unit(WordId{3}), {WordId{3}, WordId{8}}};
  const auto all = index.Nearest(query, 1000, 1);
  EXPECT_EQ(all.size(), 48u);
  for (const Neighbour& each : all) EXPECT_TRUE(each.id != WordId{3} && each.id != WordId{8});
  EXPECT_THAT(index.Nearest(query, 0, 10), IsEmpty());
}

TEST(GraphIndex, HasNoRowsWithoutDirection) {
  WordVectors vectors = ClusteredVectors(20, 4, 2);
  std::ranges::fill(vectors.table.Row(WordId{0}), 0.0f);
  vectors.table.Row(WordId{5})[1] = NAN;
  const NeighbourSearch search(std::move(vectors), 1);
  const auto index = GraphIndex::Build(search, kOneThread);
  EXPECT_EQ(index.Nearest({search.Unit(WordId{1})}, 20, 20).size(), 18u);
  const TempFolder folder;
  index.Write(folder.path() / "index");
  EXPECT_EQ(GraphIndex::Read(folder.path() / "index", search)
                .Nearest({search.Unit(WordId{1})}, 20, 20)
                .size(),
            18u);
}

TEST(GraphIndex, MayBeOfZerosOnly) {
  WordVectors vectors{.words = {}, .table = {3, 2}};
  for (const char* word : {"a", "b", "c"}) vectors.words.FindOrAdd(word);
  const NeighbourSearch search(std::move(vectors), 1);
  const TempFolder folder;
  GraphIndex::Build(search, {}).Write(folder.path() / "index");
  const auto index = GraphIndex::Read(folder.path() / "index", search);
  EXPECT_THAT(index.Nearest({{1, 0}}, 5, 5), IsEmpty());
}

TEST(GraphIndex, RefusesOptionsOutOfRange) {
  const NeighbourSearch search(ClusteredVectors(10, 4, 2), 1);
  EXPECT_THROW(GraphIndex::Build(search, {.links = 1}), Error);
  EXPECT_THROW(GraphIndex::Build(search, {.links = 513}), Error);
  EXPECT_THROW(GraphIndex::Build(search, {.build_breadth = 0}), Error);
}

std::string MessageOfReading(const std::filesystem::path& path, const NeighbourSearch& search) {
  try {
    GraphIndex::Read(path, search);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    return error.what();
  }
  return "read";
}

TEST(GraphIndex, IsRefusedByOtherVectors) {
  const TempFolder folder;
  const auto path = folder.path() / "index";
  const NeighbourSearch search(ClusteredVectors(40, 8, 2), 1);
  GraphIndex::Build(search, {}).Write(path);
  EXPECT_EQ(MessageOfReading(path, search), "read");
  WordVectors changed = ClusteredVectors(40, 8, 2);
  changed.table.Row(WordId{39})[7] += 0.001f;
  EXPECT_THAT(MessageOfReading(path, NeighbourSearch(std::move(changed), 1)),
              HasSubstr("other vectors"));
  EXPECT_THAT(MessageOfReading(path, NeighbourSearch(ClusteredVectors(41, 8, 2), 1)),
              HasSubstr("other vectors"));
  EXPECT_THAT(MessageOfReading(path, NeighbourSearch(ClusteredVectors(20, 16, 2), 1)),
              HasSubstr("other vectors"));
}

TEST(GraphIndex, IsRefusedWithAnyByteChangedOrMissing) {
  const TempFolder folder;
  const auto path = folder.path() / "index";
  const NeighbourSearch search(ClusteredVectors(30, 4, 2), 1);
  GraphIndex::Build(search, {.links = 4, .threads = 1}).Write(path);
  const std::string whole = ReadWholeFile(path);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    EXPECT_NE(MessageOfReading(folder.Write("cut", whole.substr(0, at)), search), "read") << at;
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
    EXPECT_NE(MessageOfReading(folder.Write("changed", changed), search), "read") << at;
  }
  EXPECT_THROW(GraphIndex::Read(folder.path() / "missing", search), Error);
  EXPECT_FALSE(LooksLikeIndex(folder.Write("text", "some words\n")));
}

TEST(NeighbourSearch, UsesAnIndexWhereNothingIsRestricted) {
  NeighbourSearch search(ClusteredVectors(200, 8, 5), 1);
  const auto exact = search.Nearest(WordId{3}, 10);
  search.Use(GraphIndex::Build(search, kOneThread), 200);
  const auto queries = QueriesOf(search, 10);
  EXPECT_EQ(search.Nearest(WordId{3}, 10)[0].id, exact[0].id);
  EXPECT_EQ(search.NearestOfMany(queries, 4).size(), queries.size());
  search.Restrict({.threshold = exact[3].similarity});
  EXPECT_EQ(search.Nearest(WordId{3}, 10).size(), 4u);
  search.Restrict({.top = 20});
  for (const Neighbour& near : search.Nearest(WordId{3}, 10)) EXPECT_LT(ToIndex(near.id), 20u);
  EXPECT_EQ(search.Nearest(WordId{3}, 10).size(), 10u);
}

}  // namespace
}  // namespace hogvec
