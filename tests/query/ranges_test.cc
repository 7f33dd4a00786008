// Questions with a range of their own, and those about all words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/neighbours.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t kRows = 1003;  // blocks of a scan, and a part of one

NeighbourSearch Random(std::size_t threads = 1) {
  WordVectors vectors{.words = {}, .table = {kRows, 1200}};
  vectors.table.InitializeUniform(7);
  for (std::size_t i = 0; i < kRows; ++i) vectors.words.FindOrAdd("w" + std::to_string(i));
  return NeighbourSearch(std::move(vectors), threads);
}

Query QueryOf(const NeighbourSearch& search, std::size_t row) {
  return {search.Unit(ToWordId(row)), {ToWordId(row)}};
}

// The ids of all words from `first` to before `last`, nearest first, by the similarities of all.
std::vector<WordId> Sorted(const NeighbourSearch& search, const Query& query, std::size_t first,
                           std::size_t last) {
  std::vector<float> all(kRows);
  search.Similarities(query, 0, all);
  std::vector<WordId> ids;
  for (std::size_t i = first; i < std::min(last, kRows); ++i) ids.push_back(ToWordId(i));
  std::erase_if(ids, [&](WordId id) { return id == query.excluded[0]; });
  std::ranges::stable_sort(ids, std::ranges::greater(),
                           [&](WordId id) { return all[ToIndex(id)]; });
  return ids;
}

std::vector<WordId> IdsOf(const std::vector<Neighbour>& found) {
  std::vector<WordId> ids;
  for (const Neighbour& each : found) ids.push_back(each.id);
  return ids;
}

TEST(Ranges, HoldForOneQuestion) {
  for (const std::size_t threads : {1, 3}) {
    const NeighbourSearch search = Random(threads);
    const Query query = QueryOf(search, 500);
    for (const auto& [first, last] : {std::pair<std::size_t, std::size_t>{0, kRows},
                                      {1, 2},
                                      {239, 241},
                                      {240, 480},
                                      {499, 502},
                                      {700, 5000}}) {
      const AnswerRange range{.top = last, .first = first};
      const auto expected = Sorted(search, query, first, last);
      EXPECT_EQ(IdsOf(search.Nearest(query, kRows, range)), expected) << first << " to " << last;
      EXPECT_EQ(IdsOf(search.NearestOfMany(std::span(&query, 1), kRows, range)[0]), expected);
    }
    EXPECT_EQ(search.Nearest(query, kRows).size(), kRows - 1) << "the others are not restricted";
  }
}

TEST(Ranges, MayBeEmpty) {
  const NeighbourSearch search = Random();
  for (const AnswerRange& range :
       {AnswerRange{.top = 5, .first = 5}, AnswerRange{.top = 3, .first = 9},
        AnswerRange{.first = kRows + 500}}) {
    EXPECT_THAT(search.Nearest(QueryOf(search, 0), 10, range), IsEmpty());
    const Query query = QueryOf(search, 0);
    EXPECT_THAT(search.NearestOfMany(std::span(&query, 1), 10, range), ElementsAre(IsEmpty()));
  }
}

TEST(Ranges, MustFitTheWords) {
  const NeighbourSearch search = Random();
  const AnswerRange range{.allowed = {1, 0}};
  EXPECT_THROW(search.Nearest(QueryOf(search, 0), 1, range), Error);
}

TEST(Similarities, AreThoseOfEachWord) {
  for (const std::size_t threads : {1, 4}) {
    const NeighbourSearch search = Random(threads);
    std::vector<float> some(300);
    search.Similarities(QueryOf(search, 17), 231, some);
    for (const std::size_t i : {0u, 8u, 9u, 299u}) {
      EXPECT_NEAR(some[i], search.Similarity(WordId{17}, ToWordId(231 + i)), 1e-6);
    }
    std::vector<float> itself(1);
    search.Similarities(QueryOf(search, 17), 17, itself);
    EXPECT_NEAR(itself[0], 1, 1e-5) << "excluded words count too";
  }
}

TEST(Similarities, AreOfWordsThatThereAre) {
  const NeighbourSearch search = Random();
  std::vector<float> out(2, -9);
  EXPECT_THROW(search.Similarities(QueryOf(search, 0), kRows - 1, out), Error);
  EXPECT_THROW(search.Similarities(QueryOf(search, 0), kRows + 1, {}), Error);
  EXPECT_THAT(out, Each(-9));
  EXPECT_NO_THROW(search.Similarities(QueryOf(search, 0), kRows, {}));
}

TEST(SumQuery, WeighsUnitVectorsAndVectorsAsTheyAre) {
  WordVectors vectors{.words = {}, .table = {2, 2}};
  vectors.words.FindOrAdd("a");
  vectors.words.FindOrAdd("b");
  vectors.table.Row(WordId{0})[0] = 4;
  vectors.table.Row(WordId{1})[1] = 5;
  const NeighbourSearch search(std::move(vectors));
  const Query query = search.SumQuery(std::vector<QueryTerm>{{AskedWord(WordId{0}), 2},
                                                             {AskedWord(WordId{1}), -1},
                                                             {std::vector<float>{10, 20}, 0.5f},
                                                             {AskedWord::Unseen({0, 3}), 1}});
  EXPECT_THAT(query.values, ElementsAre(7, 10));
  EXPECT_THAT(query.excluded, ElementsAre(WordId{0}, WordId{1}));
  EXPECT_THROW(search.SumQuery({}), Error);
  EXPECT_THROW(search.SumQuery(std::vector<QueryTerm>{{std::vector<float>{1, 2, 3}, 1}}), Error);
}

TEST(Rows, AreWhereTheyAreStored) {
  const NeighbourSearch search = Random();
  const RowsView rows = search.rows();
  EXPECT_EQ(rows.rows, kRows);
  EXPECT_EQ(rows.dim, 1200);
  EXPECT_GE(rows.stride, rows.dim);
  const auto vector = search.Vector("w5");
  EXPECT_TRUE(std::equal(vector->begin(), vector->end(), rows.first + 5 * rows.stride));
}

TEST(Threads, MayBeSet) {
  NeighbourSearch search = Random(4);
  const auto before = search.Nearest(QueryOf(search, 3), 5);
  search.SetThreads(1);
  EXPECT_EQ(search.threads(), 1);
  EXPECT_EQ(IdsOf(search.Nearest(QueryOf(search, 3), 5)), IdsOf(before));
}

}  // namespace
}  // namespace hogvec
