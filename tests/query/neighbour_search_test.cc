#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "hogvec/neighbours.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;

WordVectors RandomVectors(std::size_t rows, std::size_t dim) {
  WordVectors vectors{{}, EmbeddingTable(rows, dim)};
  vectors.table.InitializeUniform(5);
  for (std::size_t i = 0; i < rows; ++i) vectors.words.FindOrAdd("w" + std::to_string(i));
  return vectors;
}

// Words and two-dimensional vectors, by hand.
NeighbourSearch Plane(std::initializer_list<std::pair<const char*, std::array<float, 2>>> rows,
                      std::size_t threads = 1) {
  WordVectors vectors{{}, EmbeddingTable(rows.size(), 2)};
  for (const auto& [word, values] : rows) {
    std::ranges::copy(values, vectors.table.Row(vectors.words.FindOrAdd(word)).begin());
  }
  return NeighbourSearch(std::move(vectors), threads);
}

std::vector<std::string> Words(const NeighbourSearch& search, const std::vector<Neighbour>& found) {
  std::vector<std::string> words;
  for (const Neighbour& neighbour : found) words.emplace_back(search.words()[neighbour.id]);
  return words;
}

double Cosine(std::span<const float> a, std::span<const float> b) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    ab += double{a[k]} * b[k];
    aa += double{a[k]} * a[k];
    bb += double{b[k]} * b[k];
  }
  return ab / std::sqrt(aa * bb);
}

TEST(NeighbourSearch, FindsWhatComparingEveryRowFinds) {
  const WordVectors plain = RandomVectors(5000, 37);
  for (const std::size_t threads : {1, 2, 5}) {
    const NeighbourSearch search(RandomVectors(5000, 37), threads);
    const auto query = plain.table.Row(WordId{17});
    std::vector<std::pair<double, std::size_t>> exact;
    for (std::size_t i = 0; i < 5000; ++i) {
      if (i != 17) exact.emplace_back(-Cosine(query, plain.table.Row(ToWordId(i))), i);
    }
    std::sort(exact.begin(), exact.end());
    const auto found = search.Nearest(WordId{17}, 20);
    ASSERT_EQ(found.size(), 20u);
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(ToIndex(found[i].id), exact[i].second);
      EXPECT_NEAR(found[i].similarity, -exact[i].first, 1e-6);
    }
  }
}

TEST(NeighbourSearch, GivesTheSameAnswerOnSeveralThreads) {
  // Enough rows that the scan is divided.
  const NeighbourSearch one(RandomVectors(60'000, 64), 1), four(RandomVectors(60'000, 64), 4);
  const auto a = one.Nearest(WordId{3}, 50), b = four.Nearest(WordId{3}, 50);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].id, b[i].id);
}

TEST(NeighbourSearch, MeasuresByDirectionNotLength) {
  const auto search = Plane({{"a", {1, 0}}, {"far", {0, 100}}, {"near", {0.1f, 0.01f}}});
  EXPECT_THAT(Words(search, search.Nearest(WordId{0}, 2)), ElementsAre("near", "far"));
}

TEST(NeighbourSearch, BreaksTiesById) {
  const auto search = Plane({{"a", {1, 0}}, {"c", {0, 2}}, {"b", {0, 1}}, {"d", {0, 3}}});
  EXPECT_THAT(Words(search, search.Nearest(WordId{0}, 2)), ElementsAre("c", "b"));
}

TEST(NeighbourSearch, TakesZeroForLikeNothing) {
  const auto search = Plane({{"a", {1, 0}}, {"zero", {0, 0}}, {"b", {1, 1}}, {"c", {-1, 0}}});
  const auto found = search.Nearest(WordId{0}, 5);
  EXPECT_THAT(Words(search, found), ElementsAre("b", "zero", "c"));
  EXPECT_EQ(found[1].similarity, 0);
  EXPECT_EQ(search.Similarity(WordId{1}, WordId{1}), 0);
}

TEST(NeighbourSearch, NeverAnswersWithRowsThatHaveNoDirection) {
  const auto search =
      Plane({{"a", {1, 0}}, {"nan", {NAN, 1}}, {"b", {1, 1}}, {"inf", {INFINITY, 1}}});
  EXPECT_THAT(Words(search, search.Nearest(WordId{0}, 5)), ElementsAre("b"));
  EXPECT_THAT(search.Nearest(WordId{1}, 5), ElementsAre());
}

TEST(NeighbourSearch, LeavesOutExcludedWords) {
  const auto search = Plane({{"a", {1, 0}}, {"b", {1, 0.1f}}, {"c", {1, 0.2f}}});
  const Query query{{1, 0}, {WordId{0}, WordId{2}}};
  EXPECT_THAT(Words(search, search.Nearest(query, 3)), ElementsAre("b"));
  EXPECT_THAT(search.Nearest({{1, 0}}, 0), ElementsAre());
}

TEST(NeighbourSearch, SolvesAnalogiesByAddition) {
  const auto search = Plane({{"man", {1, 0.2f}},
                             {"king", {1, 1}},
                             {"woman", {-1, 0.2f}},
                             {"queen", {-1, 1}},
                             {"apple", {0, -1}}});
  EXPECT_THAT(Words(search, search.Analogy(WordId{0}, WordId{1}, WordId{2}, 1)),
              ElementsAre("queen"));
}

TEST(NeighbourSearch, KnowsTheSimilarityOfTwoWords) {
  const auto search = Plane({{"a", {3, 0}}, {"b", {1, 1}}});
  EXPECT_NEAR(search.Similarity(WordId{0}, WordId{1}), std::sqrt(0.5), 1e-6);
}

TEST(NearSpellings, AreFewEditsAwayNearestThenMostFrequentFirst) {
  WordIndex words;
  for (const char* word : {"berlin", "bread", "brad", "breed", "beard", "tread", "x"}) {
    words.FindOrAdd(word);
  }
  EXPECT_THAT(NearSpellings(words, "brea", 3), ElementsAre("bread", "brad", "breed"));
  words.FindOrAdd("caf\xc3\xa9");
  EXPECT_THAT(NearSpellings(words, "caffe\xcc\x81", 3), ElementsAre("caf\xc3\xa9")) << "composed";
  EXPECT_THAT(NearSpellings(words, "qqqqqq", 3), ElementsAre());
  EXPECT_THAT(NearSpellings(words, "y", 3), ElementsAre());
}

// More queries than a panel, and no whole number of panels; more rows than are held in the cache.
TEST(NeighbourSearch, AnswersManyAsItAnswersOne) {
  WordVectors vectors{.words = {}, .table = {1003, 37}};
  vectors.table.InitializeUniform(5);
  for (std::size_t i = 0; i < 1003; ++i) vectors.words.FindOrAdd("w" + std::to_string(i));
  NeighbourSearch search(std::move(vectors), 3);
  for (const std::size_t count : {1, 2, 5, 23, 32, 33, 70}) {
    std::vector<Query> queries;
    for (std::size_t i = 0; i < count; ++i) {
      queries.push_back({search.Unit(ToWordId(i * 14)), {ToWordId(i * 14)}});
    }
    const auto answers = search.NearestOfMany(queries, 7);
    ASSERT_EQ(answers.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto expected = search.Nearest(ToWordId(i * 14), 7);
      ASSERT_EQ(answers[i].size(), expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        EXPECT_EQ(answers[i][k].id, expected[k].id);
        EXPECT_NEAR(answers[i][k].similarity, expected[k].similarity, 1e-6);
      }
    }
  }
  EXPECT_TRUE(search.NearestOfMany({}, 7).empty());
  search.Restrict({.top = 100});
  for (const Neighbour& near : search.Nearest(ToWordId(500), 200))
    EXPECT_LT(ToIndex(near.id), 100u);
}

TEST(NeighbourSearch, SharesVectorsThatSomebodyKeeps) {
  const auto vectors = std::make_shared<const WordVectors>(RandomVectors(50, 7));
  const NeighbourSearch own(RandomVectors(50, 7), 1), shared(vectors, 1);
  const NeighbourSearch parts({vectors, &vectors->words}, {vectors, &vectors->table}, 1);
  EXPECT_EQ(shared.words()[WordId{3}].data(), vectors->words[WordId{3}].data());
  EXPECT_EQ(parts.words()[WordId{3}].data(), vectors->words[WordId{3}].data());
  for (const NeighbourSearch* search : {&shared, &parts}) {
    const auto found = search->Nearest(WordId{3}, 5), expected = own.Nearest(WordId{3}, 5);
    ASSERT_EQ(found.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(found[i].id, expected[i].id);
  }
}

TEST(NeighbourSearch, HasCopiesWithRangesOfTheirOwn) {
  const NeighbourSearch all(RandomVectors(50, 7), 1);
  NeighbourSearch few = all;
  few.Restrict({.top = 5});
  EXPECT_EQ(few.Nearest(WordId{0}, 50).size(), 4u);
  EXPECT_EQ(all.Nearest(WordId{0}, 50).size(), 49u);
  EXPECT_EQ(few.words()[WordId{3}].data(), all.words()[WordId{3}].data());
}

TEST(NeighbourSearch, GivesTheVectorOfAWordAsItIsStored) {
  const auto search = Plane({{"a", {3, 4}}, {"caf\xc3\xa9", {0.5f, 0}}});
  EXPECT_THAT(*search.Vector("a"), ElementsAre(3, 4));
  EXPECT_THAT(*search.Vector("cafe\xcc\x81"), ElementsAre(0.5f, 0));
  EXPECT_FALSE(search.Vector("b"));
}

// The definition, in double, one row at a time.
std::vector<std::pair<double, std::size_t>> ProductsByDefinition(const WordVectors& vectors,
                                                                 std::array<WordId, 3> given) {
  std::vector<std::pair<double, std::size_t>> products;  // negative, so that the largest come first
  for (std::size_t i = 0; i < vectors.table.rows(); ++i) {
    if (std::ranges::find(given, ToWordId(i)) != given.end()) continue;
    double s[3];
    for (std::size_t k = 0; k < 3; ++k) {
      s[k] = (Cosine(vectors.table.Row(ToWordId(i)), vectors.table.Row(given[k])) + 1) / 2;
    }
    products.emplace_back(-s[1] * s[2] / (s[0] + 0.001), i);
  }
  std::sort(products.begin(), products.end());
  return products;
}

// Questions enough for two panels.
TEST(NeighbourSearch, SolvesAnalogiesByCosMul) {
  const WordVectors plain = RandomVectors(1003, 37);
  NeighbourSearch search(RandomVectors(1003, 37), 2);
  std::vector<std::array<WordId, 3>> questions;
  for (std::size_t i = 0; i < 23; ++i) {
    questions.push_back({ToWordId(i), ToWordId(2 * i + 30), ToWordId(3 * i + 90)});
  }
  const auto answers = search.AnalogiesByCosMul(questions, 5);
  ASSERT_EQ(answers.size(), questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto expected = ProductsByDefinition(plain, questions[i]);
    ASSERT_EQ(answers[i].size(), 5u);
    for (std::size_t k = 0; k < 5; ++k) {
      EXPECT_EQ(ToIndex(answers[i][k].id), expected[k].second);
      EXPECT_NEAR(answers[i][k].similarity, -expected[k].first, 1e-5);
    }
  }
  const auto [a, b, c] = questions[0];
  std::vector<std::uint8_t> allowed(1003, 0);
  for (std::size_t i = 0; i < 1003; i += 7) allowed[i] = 1;
  search.Restrict({.top = 700, .allowed = allowed});
  auto expected = ProductsByDefinition(plain, questions[0]);
  std::erase_if(expected, [](const auto& each) { return each.second >= 700 || each.second % 7; });
  const auto restricted = search.AnalogyByCosMul(a, b, c, 1003);
  ASSERT_EQ(restricted.size(), expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_EQ(ToIndex(restricted[k].id), expected[k].second);
  }
  search.Restrict({.threshold = 1.0f});
  for (const Neighbour& near : search.AnalogyByCosMul(a, b, c, 1003)) {
    EXPECT_GE(near.similarity, 1.0f);
  }
}

}  // namespace
}  // namespace hogvec
