#include "hogvec/vocabulary.h"

#include <gtest/gtest.h>

#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

WordCounter Count(std::initializer_list<std::pair<const char*, int>> words) {
  WordCounter counter;
  for (const auto& [word, times] : words) {
    for (int i = 0; i < times; ++i) counter.Count(word);
  }
  return counter;
}

std::string WordsOf(const Vocabulary& vocabulary) {
  std::string words;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    words.append(vocabulary.Word(ToWordId(i))).append(" ");
  }
  return words;
}

Vocabulary Prune(const WordCounter& counter, PruneOptions options) {
  PruneReport report;
  return PruneToVocabulary(counter, options, report);
}

TEST(WordCounter, NumbersWordsAsTheyAppear) {
  WordCounter counter;
  EXPECT_EQ(counter.Count("b"), WordId{0});
  EXPECT_EQ(counter.Count("a"), WordId{1});
  EXPECT_EQ(counter.Count("b"), WordId{0});
  EXPECT_EQ(counter.counts()[0], 2u);
}

TEST(WordCounter, AddsUpExactly) {
  WordCounter sum = Count({{"a", 2}, {"b", 1}});
  sum.Add(Count({{"c", 4}, {"a", 3}}));
  EXPECT_EQ(sum.counts()[ToIndex(*sum.words().Find("a"))], 5u);
  EXPECT_EQ(sum.counts()[ToIndex(*sum.words().Find("c"))], 4u);
}

TEST(Vocabulary, GoesByCountThenByBytes) {
  const auto counter = Count({{"z", 3}, {"b", 2}, {"\xc3\xa9", 2}, {"a", 2}, {"B", 2}});
  EXPECT_EQ(WordsOf(Prune(counter, {.min_count = 1})), "z B a b \xc3\xa9 ");
}

TEST(Vocabulary, FindsWordsAndCounts) {
  const Vocabulary vocabulary = Prune(Count({{"rare", 1}, {"often", 4}}), {.min_count = 1});
  EXPECT_EQ(vocabulary.Find("often"), WordId{0});
  EXPECT_EQ(vocabulary.Count(WordId{1}), 1u);
  EXPECT_EQ(vocabulary.Find("never"), std::nullopt);
  EXPECT_EQ(vocabulary.total(), 5u);
}

TEST(Pruning, DropsWhatIsTooRareAndReportsIt) {
  PruneReport report;
  const auto vocabulary =
      PruneToVocabulary(Count({{"a", 5}, {"b", 4}, {"c", 1}}), {.min_count = 4}, report);
  EXPECT_EQ(WordsOf(vocabulary), "a b ");
  EXPECT_EQ(report.kept_words, 2u);
  EXPECT_EQ(report.kept_tokens, 9u);
  EXPECT_EQ(report.dropped_words, 1u);
  EXPECT_EQ(report.dropped_tokens, 1u);
}

TEST(Pruning, KeepsTheMostFrequentAndBreaksTiesByBytes) {
  const auto counter = Count({{"d", 2}, {"c", 2}, {"b", 2}, {"a", 9}});
  EXPECT_EQ(WordsOf(Prune(counter, {.min_count = 1, .max_vocab = 3})), "a b c ");
  EXPECT_EQ(WordsOf(Prune(counter, {.min_count = 1, .max_vocab = 4})), "a b c d ");
  EXPECT_EQ(WordsOf(Prune(counter, {.min_count = 1, .max_vocab = 9})), "a b c d ");
}

TEST(Pruning, MayLeaveNothing) { EXPECT_EQ(Prune(Count({{"a", 1}}), {}).size(), 0u); }

}  // namespace
}  // namespace hogvec
