// Questions with words that have no row, against the same with words that do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "hogvec/model.h"
#include "hogvec/neighbours.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t kDim = 4;
constexpr NgramOptions kNgrams{.min_n = 3, .max_n = 4, .buckets = 2'000'000};

// N-gram vectors for everything in "king", "queen" and "wink".
Subwords SomeNgrams() {
  std::vector<std::uint32_t> buckets, rows;
  for (const char* word : {"king", "queen", "wink"}) AppendBuckets(word, kNgrams, buckets);
  std::ranges::sort(buckets);
  buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
  for (std::size_t i = 0; i < buckets.size(); ++i) rows.push_back(static_cast<std::uint32_t>(i));
  EmbeddingTable table(buckets.size(), kDim);
  table.InitializeUniform(3);
  return {kNgrams, std::move(buckets), std::move(rows), std::move(table)};
}

WordVectors SomeVectors(std::map<std::string, std::string> configuration = {}) {
  WordVectors vectors{.words = {}, .table = {6, kDim}};
  vectors.table.InitializeUniform(1);
  for (const char* word : {"king", "queen", "man", "woman", "bread", "caf\u00e9"}) {
    vectors.words.FindOrAdd(word);
  }
  vectors.configuration = std::move(configuration);
  vectors.subwords = SomeNgrams();
  return vectors;
}

std::vector<float> Composed(std::string_view word) {
  std::vector<float> vector(kDim);
  SomeNgrams().view().Compose(word, vector);
  return vector;
}

// The same words and rows, and those that SomeVectors() has to compose.
NeighbourSearch WithRowsFor(const std::vector<std::string>& composed) {
  const WordVectors some = SomeVectors();
  const std::size_t rows = some.words.size() + composed.size();
  WordVectors vectors{.words = some.words, .table = {rows, kDim}};
  for (std::size_t i = 0; i < rows; ++i) {
    const WordId id = ToWordId(i);
    if (i < some.words.size()) {
      std::ranges::copy(some.table.Row(id), vectors.table.Row(id).begin());
    } else {
      const std::string& word = composed[i - some.words.size()];
      std::ranges::copy(Composed(word), vectors.table.Row(vectors.words.FindOrAdd(word)).begin());
    }
  }
  return NeighbourSearch(std::move(vectors), 1);
}

TEST(AskedWords, AreFoundOrComposed) {
  const NeighbourSearch search(SomeVectors(), 1);
  EXPECT_TRUE(search.HasSubwords());
  EXPECT_EQ(search.Find("king")->id(), WordId{0});
  EXPECT_EQ(search.Find("cafe\u0301")->id(), WordId{5});
  const auto unseen = search.Find("kings");
  ASSERT_TRUE(unseen);
  EXPECT_FALSE(unseen->id());
  EXPECT_EQ(unseen->values(), Composed("kings"));
  EXPECT_EQ(search.Vector("kings"), Composed("kings"));
  EXPECT_EQ(search.Compose("king"), Composed("king"));
  EXPECT_NE(search.Vector("king"), Composed("king"));
  for (const char* nonsense : {"xyzzy", "", "</s>", "\xff"}) {
    EXPECT_FALSE(search.Find(nonsense)) << nonsense;
    EXPECT_FALSE(search.Vector(nonsense)) << nonsense;
  }
}

TEST(AskedWords, AreOnlyFoundWithoutNgrams) {
  WordVectors vectors = SomeVectors({{"lowercase", "true"}});
  vectors.subwords.reset();
  const NeighbourSearch search(std::move(vectors), 1);
  EXPECT_FALSE(search.HasSubwords());
  EXPECT_TRUE(search.Find("king")->id());
  for (const char* word : {"kings", "King"}) {
    EXPECT_FALSE(search.Find(word));
    EXPECT_FALSE(search.Compose(word));
    EXPECT_FALSE(search.Vector(word));
  }
}

TEST(AskedWords, AreSpelledAsInTheTraining) {
  const NeighbourSearch as_is(SomeVectors(), 1),
      lower(SomeVectors({{"lowercase", "true"}, {"nfc", "true"}}), 1);
  EXPECT_EQ(lower.Find("King")->id(), WordId{0});
  EXPECT_EQ(lower.Find("CAFE\u0301")->id(), WordId{5});
  EXPECT_EQ(lower.Find("KINGS")->values(), Composed("kings"));
  EXPECT_EQ(as_is.Find("Kings")->values(), Composed("Kings"));
  EXPECT_FALSE(as_is.Find("KINGS"));
}

TEST(AskedWords, WhoseNgramsAddUpToNothingAreUnknown) {
  WordVectors vectors = SomeVectors();
  std::vector<std::uint32_t> bucket{HashOfNgram("<zz") % kNgrams.buckets};
  vectors.subwords.emplace(kNgrams, std::move(bucket), std::vector<std::uint32_t>{0},
                           EmbeddingTable(1, kDim));
  EXPECT_FALSE(NeighbourSearch(std::move(vectors), 1).Find("zzz"));
}

void ExpectSame(const std::vector<Neighbour>& found, const std::vector<Neighbour>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].id, expected[i].id);
    EXPECT_EQ(found[i].similarity, expected[i].similarity);
  }
}

// Without the answers that the other search does not have.
std::vector<Neighbour> AmongFirst(std::size_t words, std::vector<Neighbour> found) {
  std::erase_if(found, [&](const Neighbour& each) { return ToIndex(each.id) >= words; });
  return found;
}

TEST(AskedWords, AnswerAsRowsWould) {
  const NeighbourSearch search(SomeVectors(), 1), rows = WithRowsFor({"kings", "queens"});
  const AskedWord kings = *search.Find("kings"), queens = *search.Find("queens"), man = WordId{2};
  const WordId king_row{6}, queen_row{7};
  const auto same = [](const auto& found, const auto& expected) {
    ExpectSame(found, AmongFirst(6, expected));
  };
  EXPECT_EQ(search.Unit(kings), rows.Unit(king_row));
  EXPECT_EQ(search.Similarity(kings, man), rows.Similarity(king_row, man));
  EXPECT_EQ(search.Similarity(kings, queens), rows.Similarity(king_row, queen_row));
  same(search.Nearest(kings, 8), rows.Nearest(king_row, 8));
  same(search.Analogy(kings, queens, man, 8), rows.Analogy(king_row, queen_row, man, 8));
  same(search.AnalogyByCosMul(kings, man, queens, 8),
       rows.AnalogyByCosMul(king_row, man, queen_row, 8));
  const std::vector<AskedWord> words{man, kings}, row_words{man, king_row};
  EXPECT_EQ(search.MeanQuery(words).values, rows.MeanQuery(row_words).values);
}

TEST(AskedWords, ExcludeOnlyThemselvesFromTheAnswers) {
  const NeighbourSearch search(SomeVectors(), 1);
  const AskedWord kings = *search.Find("kings"), man = WordId{2};
  EXPECT_EQ(search.Nearest(kings, 9).size(), 6u);
  EXPECT_EQ(search.Nearest(man, 9).size(), 5u);
  EXPECT_THAT(search.AnalogyQuery(kings, man, kings).excluded, ElementsAre(WordId{2}));
  EXPECT_THAT(search.MeanQuery(std::vector<AskedWord>{kings}).excluded, IsEmpty());
  EXPECT_EQ(search.AnalogyByCosMul(kings, man, kings, 9).size(), 5u);
}

TEST(AskedWords, MayBeTheOddOne) {
  WordVectors vectors = SomeVectors();
  const auto set = [&](std::size_t row, std::array<float, kDim> values) {
    std::ranges::copy(values, vectors.table.Row(ToWordId(row)).begin());
  };
  set(2, {1, 0, 0, 0});
  set(3, {1, 0.1f, 0, 0});
  const NeighbourSearch search(std::move(vectors), 1);
  const AskedWord far = AskedWord::Unseen({-1, 0, 0, 0});
  const std::vector<AskedWord> words{WordId{2}, far, WordId{3}};
  EXPECT_EQ(search.OddOneOut(words), 1u);
  const std::vector<WordId> ids{WordId{2}, WordId{3}, WordId{0}};
  const std::vector<AskedWord> same_ids(ids.begin(), ids.end());
  EXPECT_EQ(ids[search.OddOneOut(same_ids)], search.OddOneOut(ids));
}

TEST(AskedWords, OfAMappedFileOrAModelAreTheSame) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  const Model model(SomeVectors({{"lowercase", "true"}}));
  model.Save(path);
  const NeighbourSearch mapped{MappedVectors(path), 1}, searched = model.Search(1);
  PassedOver passed_over;
  const NeighbourSearch opened = OpenSearch(path, {}, passed_over, 1),
                        read = Model::Load(path).Search(1);
  for (const NeighbourSearch* const search : {&mapped, &opened, &read, &searched}) {
    EXPECT_TRUE(search->HasSubwords());
    EXPECT_EQ(search->Find("King")->id(), WordId{0});
    EXPECT_EQ(search->Find("Kings")->values(), Composed("kings"));
    EXPECT_FALSE(search->Find("xyzzy"));
  }
}

}  // namespace
}  // namespace hogvec
