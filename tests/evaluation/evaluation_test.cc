#include "hogvec/evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "support/ngrams.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

// A plane in which royal words lie above the others, and women left of men.
NeighbourSearch Plane() {
  const std::vector<std::pair<const char*, std::array<float, 2>>> rows{
      {"man", {1, 0.2f}}, {"king", {1, 1}},     {"woman", {-1, 0.2f}}, {"queen", {-1, 1}},
      {"boy", {1, 0.1f}}, {"girl", {-1, 0.1f}}, {"stone", {0, -1.0f}}};
  WordVectors vectors{{}, EmbeddingTable(rows.size(), 2)};
  for (const auto& [word, values] : rows) {
    std::ranges::copy(values, vectors.table.Row(vectors.words.FindOrAdd(word)).begin());
  }
  return NeighbourSearch(std::move(vectors), 1);
}

double Spearman(std::vector<double> a, std::vector<double> b) { return SpearmanCorrelation(a, b); }

TEST(Spearman, ComparesRanks) {
  EXPECT_DOUBLE_EQ(Spearman({1, 2, 3}, {10, 20, 1000}), 1);
  EXPECT_DOUBLE_EQ(Spearman({1, 2, 3}, {3, 2, 1}), -1);
  // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
  EXPECT_NEAR(Spearman({1, 2, 3, 4, 5}, {2, 1, 4, 3, 5}), 0.8, 1e-12);
}

// Ranks 1 2.5 2.5 4 against 1 3 2 4: Pearson's correlation is 4.5 / sqrt(4.5 * 5).
TEST(Spearman, SharesTheRanksOfEqualValues) {
  EXPECT_NEAR(Spearman({1, 2, 2, 3}, {1, 3, 2, 4}), 4.5 / std::sqrt(4.5 * 5), 1e-12);
}

TEST(Spearman, IsZeroWhereNothingVaries) {
  EXPECT_EQ(Spearman({1, 1, 1}, {1, 2, 3}), 0);
  EXPECT_EQ(Spearman({1}, {1}), 0);
  EXPECT_EQ(Spearman({}, {}), 0);
}

TEST(Spearman, IsNotANumberWhereAValueIsNone) {
  EXPECT_TRUE(std::isnan(Spearman({1, NAN, 3}, {1, 2, 3})));
  EXPECT_TRUE(std::isnan(Spearman({1, 2, 3}, {NAN, NAN, NAN})));
  EXPECT_DOUBLE_EQ(Spearman({1, 2, INFINITY}, {-INFINITY, 2, 3}), 1);
}

TEST(Analogies, AreScoredBySection) {
  const TempFolder folder;
  const auto path = folder.Write("questions",
                                 ": royal\nman king woman queen\nman king woman girl\n"
                                 ": young and old\nman boy woman girl\nman boy dragon girl\n\n");
  const auto scores = ScoreAnalogies(Plane(), path);
  ASSERT_EQ(scores.size(), 2u);
  EXPECT_EQ(scores[0].name, "royal");
  EXPECT_EQ(scores[0].right, 1u);
  EXPECT_EQ(scores[0].covered, 2u);
  EXPECT_EQ(scores[1].name, "young and old");
  EXPECT_EQ(scores[1].covered, 1u);
  EXPECT_EQ(scores[1].skipped, 1u);
}

TEST(Analogies, RefuseWhatIsNoQuestion) {
  const TempFolder folder;
  try {
    ScoreAnalogies(Plane(), folder.Write("questions", ": a\nman king woman\n"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr("questions:2: expected four words, found 3"));
  }
}

TEST(Analogies, PassOverWhatIsNoQuestionIfLenient) {
  const TempFolder folder;
  const auto path = folder.Write("questions", ": a\nman king woman\nman king woman queen\n");
  const auto scores = ScoreAnalogies(Plane(), path, AnalogyRule::kSum, {.lenient = true});
  EXPECT_EQ(scores[0].covered, 1u);
  EXPECT_EQ(scores[0].passed_over, 1u);
}

TEST(Analogies, AreNoInputWhereThereIsNoFile) {
  const TempFolder folder;
  try {
    ScoreAnalogies(Plane(), folder.path() / "missing");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNoInput);
  }
}

TEST(Pairs, AreScoredByRank) {
  const TempFolder folder;
  const auto path =
      folder.Write("pairs", "# judged\nman\tboy\t9\nman king 6.5\nman woman 2\nman dragon 1\r\n\n");
  const PairScore score = ScorePairs(Plane(), path);
  ASSERT_TRUE(score.rank && score.linear);
  EXPECT_DOUBLE_EQ(score.rank->value, 1);
  EXPECT_EQ(score.covered, 3u);
  EXPECT_EQ(score.skipped, 1u);
}

TEST(Pairs, AreReadAsPublishedAndLenientlyIfTold) {
  const TempFolder folder;
  const auto path = folder.Write("pairs", "a,b,score,judges\nman,boy,9,1\nman,king,6.5,1\nman\n");
  try {
    ScorePairs(Plane(), path);
    FAIL() << "a line of one word is no pair";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("pairs:4: expected 'word word score'"));
  }
  const PairScore score = ScorePairs(Plane(), path, {.lenient = true});
  EXPECT_EQ(score.covered, 2u);
  EXPECT_EQ(score.passed_over, 1u);
}

TEST(Pearson, ComparesValues) {
  const double a[] = {1, 2, 3}, b[] = {2, 4, 6.5};
  EXPECT_NEAR(PearsonCorrelation(a, b), 4.5 / std::sqrt(2 * 10.1666666667), 1e-9);
  EXPECT_EQ(PearsonCorrelation({}, {}), 0);
}

TEST(Pairs, HaveNoScoreWhereFewerThanTwoAreCovered) {
  const TempFolder folder;
  const PairScore score = ScorePairs(Plane(), folder.Write("pairs", "man boy 9\nman dragon 1\n"));
  EXPECT_FALSE(score.rank);
  EXPECT_FALSE(score.linear);
  EXPECT_EQ(score.covered, 1u);
  EXPECT_EQ(score.skipped, 1u);
}

// Two spellings of a word, the later ones in other places than the first.
NeighbourSearch Cased() {
  const std::vector<std::pair<const char*, std::array<float, 2>>> rows{
      {"Man", {1, 0.2f}},    {"KING", {1, 1}}, {"woman", {-1, 0.2f}}, {"Queen", {-1, 1}},
      {"QUEEN", {-1, 1.1f}}, {"man", {0, -1}}, {"Woman", {-1, 0.9f}}, {"\xc3\x89t\xc3\xa9", {0, 1}},
      {"stone", {0.1f, -1}}};
  WordVectors vectors{{}, EmbeddingTable(rows.size(), 2)};
  for (const auto& [word, values] : rows) {
    std::ranges::copy(values, vectors.table.Row(vectors.words.FindOrAdd(word)).begin());
  }
  return NeighbourSearch(std::move(vectors), 1);
}

// "man king Woman Queen" is asked of the first of each; "Woman", the nearest of all to the answer,
// is another spelling of a word of the question, and "QUEEN" is the right answer as well.
TEST(Words, AreFoundWhateverTheirCase) {
  const TempFolder folder;
  const auto path = folder.Write("questions", ": gram\nman king Woman Queen\n");
  const NeighbourSearch cased = Cased();
  for (const AnalogyRule rule : {AnalogyRule::kSum, AnalogyRule::kProduct}) {
    const auto scores = ScoreAnalogies(cased, path, rule);
    EXPECT_TRUE(scores[0].is_syntactic());
    EXPECT_EQ(scores[0].covered, 1u);
    EXPECT_EQ(scores[0].right, 1u);
  }
  const auto pairs = folder.Write("pairs", "MAN \xc3\xa9T\xc3\x89 1\nman king 2\nman stone 9\n");
  const PairScore score = ScorePairs(cased, pairs);
  EXPECT_EQ(score.covered, 3u);
  EXPECT_LT(score.rank->value, 0) << "'man' at (0, -1) was asked, not the first 'Man'";
}

TEST(Words, AreFoundAsTheyAreWrittenIfToldSo) {
  const TempFolder folder;
  const auto path = folder.Write("questions", "man king woman Queen\nMan KING woman QUEEN\n");
  const auto scores = ScoreAnalogies(Cased(), path, AnalogyRule::kSum, {.case_sensitive = true});
  EXPECT_EQ(scores[0].covered, 1u);
  EXPECT_EQ(scores[0].skipped, 1u);
  const auto pairs = folder.Write("pairs", "man stone 9\nMan KING 2\nman king 1\nman woman 1\n");
  const PairScore score = ScorePairs(Cased(), pairs, {.case_sensitive = true});
  EXPECT_EQ(score.covered, 3u);
  EXPECT_GT(score.rank->value, 0);
}

// The plane with n-gram vectors that put "kingly" where the king is, and "queenly" by the queen.
NeighbourSearch WithNgrams() {
  const NeighbourSearch plane = Plane();
  WordVectors vectors{{}, EmbeddingTable(plane.words().size(), 2)};
  for (std::size_t i = 0; i < plane.words().size(); ++i) {
    const std::string_view word = plane.words()[ToWordId(i)];
    std::ranges::copy(*plane.Vector(word),
                      vectors.table.Row(vectors.words.FindOrAdd(word)).begin());
  }
  vectors.subwords = testing::NgramsOf({{"regal", {1, 1}}, {"female", {-1, 1}}});
  return NeighbourSearch(std::move(vectors), 1);
}

TEST(UnseenWords, AreAskedAboutAndCounted) {
  const TempFolder folder;
  const auto pairs = folder.Write("p", "man regal 5\nregal female 1\nman king 6\nman xyzzy 3\n");
  const PairScore score = ScorePairs(WithNgrams(), pairs);
  EXPECT_EQ(score.covered, 3u);
  EXPECT_EQ(score.skipped, 1u);
  EXPECT_EQ(score.unseen, 2u);
  EXPECT_NEAR(score.rank->value, 0.866, 1e-3);  // man is as near to regal as to king
  const auto questions = folder.Write("q",
                                      "man regal woman queen\nman king woman queen\n"
                                      "man king woman female\nman xyzzy woman queen\n");
  for (const AnalogyRule rule : {AnalogyRule::kSum, AnalogyRule::kProduct}) {
    const auto sections = ScoreAnalogies(WithNgrams(), questions, rule);
    EXPECT_EQ(sections[0].covered, 2u);
    // By products the girl is nearer, here as in the plane without n-grams.
    EXPECT_EQ(sections[0].right, rule == AnalogyRule::kSum ? 2u : 0u);
    EXPECT_EQ(sections[0].skipped, 2u) << "an answer is a word that has a vector";
    EXPECT_EQ(sections[0].unseen, 1u);
  }
}

TEST(UnseenWords, AreSkippedIfOnlyKnownOnesAreWanted) {
  const TempFolder folder;
  const auto pairs = folder.Write("p", "man regal 5\nman stone 1\nman king 6\n");
  const auto questions = folder.Write("q", "man regal woman queen\nman king woman queen\n");
  const TestSetOptions known{.known_only = true};
  const PairScore score = ScorePairs(WithNgrams(), pairs, known),
                  plain = ScorePairs(Plane(), pairs);
  EXPECT_EQ(score.skipped, 1u);
  EXPECT_EQ(score.unseen, 0u);
  EXPECT_EQ(score.rank->value, plain.rank->value);
  EXPECT_EQ(ScoreAnalogies(WithNgrams(), questions, AnalogyRule::kSum, known)[0].skipped, 1u);
  EXPECT_EQ(plain.unseen, 0u);
}

// A word that is only too rare is no unseen one.
TEST(UnseenWords, AreNoneThatTheVectorsHave) {
  const TempFolder folder;
  NeighbourSearch search = WithNgrams();
  search.Restrict({.top = 2});
  const auto pairs = folder.Write("p", "man queen 1\nman king 2\nman female 3\n");
  const PairScore score = ScorePairs(search, pairs);
  EXPECT_EQ(score.covered, 2u);
  EXPECT_EQ(score.skipped, 1u);
  EXPECT_EQ(score.unseen, 1u);
}

TEST(Words, AreThoseThatTheSearchIsRestrictedTo) {
  const TempFolder folder;
  NeighbourSearch plane = Plane();
  plane.Restrict({.top = 3});  // without the queen
  EXPECT_EQ(ScoreAnalogies(plane, folder.Write("q", "man king woman queen\n"))[0].skipped, 1u);
  EXPECT_EQ(ScorePairs(plane, folder.Write("p", "man king 1\nman queen 2\n")).skipped, 1u);
}

}  // namespace
}  // namespace hogvec
