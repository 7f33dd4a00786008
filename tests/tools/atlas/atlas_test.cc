#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/generator.h"
#include "atlas/grid.h"
#include "atlas/pairs.h"
#include "atlas/questions.h"
#include "atlas/sentences.h"

namespace hogvec::atlas {
namespace {

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

std::string Corpus(const AtlasOptions& options) {
  std::string text;
  AtlasCorpus corpus(options);
  for (std::string chunk; corpus.Next(chunk);) text += chunk;
  return text;
}

Counts CountWords(std::string_view text) {
  Counts counts;
  for (const std::string_view line : Split(text, '\n')) {
    for (const std::string_view word : Split(line, ' ')) ++counts[std::string(word)];
  }
  return counts;
}

std::uint64_t WordCount(std::string_view text) {
  std::uint64_t sum = 0;
  for (const auto& [word, count] : CountWords(text)) sum += count;
  return sum;
}

const Counts& CountsOfLargeCorpus() {
  static const Counts counts = CountWords(Corpus({.words = 2'000'000, .seed = 1}));
  return counts;
}

std::uint64_t TimesInLargeCorpus(std::string_view word) {
  const auto found = CountsOfLargeCorpus().find(word);
  return found == CountsOfLargeCorpus().end() ? 0 : found->second;
}

std::string Questions() {
  std::string text;
  AppendQuestions(text);
  return text;
}

// The words of each question.
std::vector<std::vector<std::string_view>> QuestionWords(std::string_view text) {
  std::vector<std::vector<std::string_view>> questions;
  for (const std::string_view line : Split(text, '\n')) {
    if (!line.starts_with(": ")) questions.push_back(Split(line, ' '));
  }
  return questions;
}

std::string Pairs() {
  std::string text;
  AppendPairs(text);
  return text;
}

TEST(AtlasCorpusTest, SameSeedGivesTheSameText) {
  const AtlasOptions options = {.words = 20'000, .seed = 5};
  EXPECT_EQ(Corpus(options), Corpus(options));
}

TEST(AtlasCorpusTest, SmallSeedsGiveDifferentTexts) {
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 8; ++seed) texts.insert(Corpus({1000, seed}));
  EXPECT_EQ(texts.size(), 8U);
}

// Pins the bytes themselves, so that a platform or a compiler that writes others is noticed. A
// change of the world changes this line too.
TEST(AtlasCorpusTest, FirstSentenceOfSeedOneIsKnown) {
  std::string text;
  AtlasGenerator(1).AppendSentence(text);
  EXPECT_EQ(text, "a skilled mechanic works hard on the gearbox\n");
}

TEST(AtlasCorpusTest, LongerCorpusBeginsWithTheShorterOne) {
  EXPECT_TRUE(Corpus({50'000, 3}).starts_with(Corpus({1000, 3})));
}

TEST(AtlasCorpusTest, StopsAtTheSentenceThatReachesTheWantedWords) {
  for (const std::uint64_t words : {1U, 7U, 1000U, 123'456U}) {
    const std::string text = Corpus({words, 1});
    EXPECT_GE(WordCount(text), words);
    const std::size_t last = text.rfind('\n', text.size() - 2);
    const std::size_t without_last = last == std::string::npos ? 0 : last + 1;
    EXPECT_LT(WordCount(std::string_view(text).substr(0, without_last)), words);
  }
}

TEST(AtlasCorpusTest, NoWordsNoText) { EXPECT_EQ(Corpus({0, 1}), ""); }

TEST(AtlasCorpusTest, HasOnlyLowerCaseWordsAndSingleSpaces) {
  const std::string text = Corpus({2'000'000, 2});
  char previous = '\n';
  for (const char c : text) {
    const bool separator = c == ' ' || c == '\n';
    const bool after_separator = previous == ' ' || previous == '\n';
    ASSERT_TRUE(separator ? !after_separator : (c >= 'a' && c <= 'z')) << static_cast<int>(c);
    previous = c;
  }
  EXPECT_EQ(previous, '\n');
}

TEST(AtlasCorpusTest, ArticlesFitTheirWords) {
  for (const std::string_view word : {"actor", "orange", "heir"})
    EXPECT_TRUE(TakesAn(word)) << word;
  for (const std::string_view word : {"king", "ukrainian"}) EXPECT_FALSE(TakesAn(word)) << word;
  const std::string text = Corpus({500'000, 1});
  EXPECT_EQ(text.find(" a actor "), std::string::npos);
  EXPECT_NE(text.find(" an actor "), std::string::npos);
}

TEST(AtlasCorpusTest, VocabularyHasTheSizeOfASmallDictionary) {
  EXPECT_GT(CountsOfLargeCorpus().size(), 1500U);
  EXPECT_LT(CountsOfLargeCorpus().size(), 4000U);
}

TEST(AtlasQuestionsTest, ThereAreThousandsInManySections) {
  const std::string text = Questions();
  const std::vector<std::string_view> lines = Split(text, '\n');
  const auto sections =
      std::count_if(lines.begin(), lines.end(), [](auto line) { return line.starts_with(": "); });
  EXPECT_GE(sections, 10);
  EXPECT_GE(lines.size() - static_cast<std::size_t>(sections), 2000U);
}

TEST(AtlasQuestionsTest, EveryQuestionHasFourDifferentWords) {
  const std::string text = Questions();
  for (const auto& words : QuestionWords(text)) {
    EXPECT_EQ(words.size(), 4U);
    EXPECT_EQ(std::set(words.begin(), words.end()).size(), 4U) << words.front();
  }
}

TEST(AtlasQuestionsTest, NoQuestionIsAskedTwice) {
  const std::string text = Questions();
  const auto questions = QuestionWords(text);
  EXPECT_EQ(std::set(questions.begin(), questions.end()).size(), questions.size());
}

TEST(AtlasQuestionsTest, EveryWordIsFrequentEnoughToBeLearned) {
  const std::string text = Questions();
  for (const auto& question : QuestionWords(text)) {
    for (const std::string_view word : question) EXPECT_GE(TimesInLargeCorpus(word), 20U) << word;
  }
}

TEST(AtlasPairsTest, ScoresAreInRangeAndWordsKnown) {
  const std::string text = Pairs();
  const std::vector<std::string_view> lines = Split(text, '\n');
  EXPECT_GE(lines.size(), 200U);
  for (const std::string_view line : lines) {
    const std::vector<std::string_view> cells = Split(line, '\t');
    ASSERT_EQ(cells.size(), 3U) << line;
    int score = -1;
    std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), score);
    EXPECT_TRUE(score >= 0 && score <= 10) << line;
    EXPECT_NE(cells[0], cells[1]);
    EXPECT_GE(TimesInLargeCorpus(cells[0]), 20U) << line;
    EXPECT_GE(TimesInLargeCorpus(cells[1]), 20U) << line;
  }
}

TEST(AtlasPairsTest, NearMiddleAndFarPairsAreMixed) {
  std::map<std::string, int> pairs_of_score;
  const std::string text = Pairs();
  for (const std::string_view line : Split(text, '\n')) {
    ++pairs_of_score[std::string(Split(line, '\t').back())];
  }
  EXPECT_GE(pairs_of_score["0"], 50);
  EXPECT_GE(pairs_of_score["5"], 50);
  EXPECT_GE(pairs_of_score["9"], 50);
}

TEST(GridTest, ReadsAlternativesPhrasesAndMissingFacts) {
  EXPECT_EQ(ParseAlternatives("crown"), Alternatives{"crown"});
  EXPECT_EQ(ParseAlternatives("in_the_pool|a_few_laps"),
            (Alternatives{"in the pool", "a few laps"}));
  EXPECT_TRUE(ParseAlternatives("-").empty());
}

TEST(GridTest, RefusesUnevenRowsAndUnknownColumns) {
  EXPECT_THROW(Grid("a b\n1 2\n3\n"), std::logic_error);
  EXPECT_THROW(static_cast<void>(Grid("a b\n1 2\n").Column("c")), std::logic_error);
}

}  // namespace
}  // namespace hogvec::atlas
