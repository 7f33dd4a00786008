// Mistakes of a caller are refused with a message, before anything is read.
#include "query/preconditions.h"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>
#include <string>

#include "hogvec/error.h"
#include "hogvec/graph_index.h"
#include "hogvec/neighbours.h"
#include "hogvec/recall.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::size_t kRows = 300, kDim = 8;
constexpr WordId kNoWord{kRows};

NeighbourSearch SomeSearch() {
  return NeighbourSearch(testing::ClusteredVectors(kRows, kDim, 5), 1);
}

GraphIndex IndexOf(const NeighbourSearch& search) {
  return GraphIndex::Build(search, {.threads = 1});
}

// What Error{kUsage} says; "nothing" if there is none.
std::string Refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), ::testing::Not(HasSubstr("--")));
    return error.what();
  }
  return "nothing";
}

TEST(Preconditions, AQueryIsAsLongAsTheVectors) {
  const NeighbourSearch search = SomeSearch();
  const GraphIndex index = IndexOf(search);
  for (const std::size_t length : {std::size_t{0}, kDim - 1, kDim + 1, std::size_t{100'000}}) {
    const Query query{std::vector<float>(length, 1)};
    const Query queries[] = {{std::vector<float>(kDim, 1)}, query};
    const std::string wrong = "has " + std::to_string(length) + " values, the vectors have 8";
    EXPECT_THAT(Refusal([&] { search.Nearest(query, 3); }), HasSubstr(wrong));
    EXPECT_THAT(Refusal([&] { search.NearestOfMany(queries, 3); }), HasSubstr(wrong));
    EXPECT_THAT(Refusal([&] { index.Nearest(query, 3, 50); }), HasSubstr(wrong));
    EXPECT_THAT(Refusal([&] { index.NearestOfMany(queries, 3, 50); }), HasSubstr(wrong));
  }
}

TEST(Preconditions, ARangeIsOfAllWords) {
  NeighbourSearch search = SomeSearch();
  for (const std::size_t size : {std::size_t{1}, kRows - 1, kRows + 1}) {
    EXPECT_THAT(Refusal([&] { search.Restrict({.allowed = std::vector<std::uint8_t>(size, 1)}); }),
                HasSubstr("of " + std::to_string(size) + " words, there are 300"));
  }
  EXPECT_THAT(search.range().allowed, IsEmpty());
  search.Restrict({.allowed = std::vector<std::uint8_t>(kRows, 0)});
  EXPECT_THAT(search.Nearest(WordId{0}, 3), IsEmpty());
}

TEST(Preconditions, AnIdIsThatOfAWord) {
  const NeighbourSearch search = SomeSearch();
  const WordId some{3}, words[] = {some, kNoWord};
  const std::array<WordId, 3> questions[] = {{some, some, kNoWord}};
  const EmbeddingTable table(kRows, kDim);
  const std::function<void()> calls[] = {[&] { search.Unit(kNoWord); },
                                         [&] { search.Nearest(kNoWord, 3); },
                                         [&] { search.Similarity(some, kNoWord); },
                                         [&] { search.Similarity(kNoWord, some); },
                                         [&] { search.MeanQuery(words); },
                                         [&] { search.OddOneOut(words); },
                                         [&] { search.AnalogyQuery(some, kNoWord, some); },
                                         [&] { search.Analogy(some, some, kNoWord, 3); },
                                         [&] { search.AnalogyByCosMul(kNoWord, some, some, 3); },
                                         [&] { search.AnalogiesByCosMul(questions, 3); },
                                         [&] { NearestRows(table, words, 3); }};
  for (const auto& call : calls) {
    EXPECT_THAT(Refusal(call), HasSubstr("no word has the id 300; there are 300 words"));
  }
}

TEST(Preconditions, AnUnseenWordIsAsLongAsTheVectors) {
  const NeighbourSearch search = SomeSearch();
  const AskedWord some = WordId{3}, wrong = AskedWord::Unseen(std::vector<float>(kDim + 1, 1));
  const std::vector<AskedWord> words{some, wrong};
  const std::function<void()> calls[] = {[&] { search.Unit(wrong); },
                                         [&] { search.Nearest(wrong, 3); },
                                         [&] { search.Similarity(some, wrong); },
                                         [&] { search.MeanQuery(words); },
                                         [&] { search.OddOneOut(words); },
                                         [&] { search.AnalogyQuery(some, wrong, some); },
                                         [&] { search.AnalogyByCosMul(wrong, some, some, 3); }};
  for (const auto& call : calls) {
    EXPECT_THAT(Refusal(call), HasSubstr("the unseen word has 9 values, the vectors have 8"));
  }
}

TEST(Preconditions, SomeWordsAreAtLeastOne) {
  const NeighbourSearch search = SomeSearch();
  const std::vector<WordId> ids;
  const std::vector<AskedWord> words;
  EXPECT_THAT(Refusal([&] { search.OddOneOut(ids); }), HasSubstr("at least one word"));
  EXPECT_THAT(Refusal([&] { search.MeanQuery(ids); }), HasSubstr("at least one word"));
  EXPECT_THAT(Refusal([&] { search.OddOneOut(words); }), HasSubstr("at least one word"));
  EXPECT_THAT(Refusal([&] { search.MeanQuery(words); }), HasSubstr("at least one word"));
}

TEST(Preconditions, EachWordHasARow) {
  WordVectors vectors = testing::ClusteredVectors(3, 2, 1);
  vectors.words.FindOrAdd("one more");
  EXPECT_THAT(Refusal([&] { NeighbourSearch{std::move(vectors)}; }), HasSubstr("4 words, 3 rows"));
  vectors = testing::ClusteredVectors(3, 2, 1);
  vectors.counts = {9, 5};
  EXPECT_THAT(Refusal([&] { NeighbourSearch{std::move(vectors)}; }),
              HasSubstr("3 words, 2 counts"));
  vectors = testing::ClusteredVectors(3, 2, 1);
  vectors.subwords.emplace(NgramOptions(), std::vector<std::uint32_t>{7},
                           std::vector<std::uint32_t>{0}, EmbeddingTable(1, 3));
  EXPECT_THAT(Refusal([&] { NeighbourSearch{std::move(vectors)}; }),
              HasSubstr("2 values, 3 those of n-grams"));
  EXPECT_THAT(Refusal([] { NeighbourSearch{std::shared_ptr<const WordVectors>()}; }),
              HasSubstr("no vectors"));
}

TEST(Preconditions, AnIndexIsOfTheRowsThatAreSearched) {
  NeighbourSearch search = SomeSearch();
  const NeighbourSearch other = SomeSearch();
  EXPECT_THAT(Refusal([&] { search.Use(IndexOf(other), 50); }), HasSubstr("other rows"));
  EXPECT_THAT(Refusal([&] { MeasureRecall(search, IndexOf(other), 50); }), HasSubstr("other rows"));
}

// That is not a mistake: any row may be the query.
TEST(Preconditions, AQueryMayHaveNoDirection) {
  const NeighbourSearch search = SomeSearch();
  const GraphIndex index = IndexOf(search);
  const Query zero{std::vector<float>(kDim)};
  ASSERT_EQ(search.Nearest(zero, 3).size(), 3u);
  EXPECT_EQ(search.Nearest(zero, 3)[2].similarity, 0);
  EXPECT_EQ(index.Nearest(zero, 3, 50)[2].similarity, 0);
  for (const float value : {NAN, INFINITY}) {
    const Query query{std::vector<float>(kDim, value), {kNoWord}};
    EXPECT_THAT(search.Nearest(query, 3), IsEmpty());
    EXPECT_THAT(index.Nearest(query, 3, 50), IsEmpty());
  }
}

}  // namespace
}  // namespace hogvec
