#include "ingest/merged_counts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "replicas/alone.h"
#include "replicas/local_replicas.h"

namespace hogvec {
namespace {

WordCounter Counted(std::size_t rank) {
  WordCounter counter;
  counter.Count("everywhere", 2);
  counter.Count(fmt::format("only{}", rank), rank + 1);
  counter.Count(std::string("\0 \n", 3), 1);
  return counter;
}

MergedCounts MergedAt(std::size_t asked, std::size_t ranks, const PruneOptions& prune,
                      const Vocabulary* stays = nullptr) {
  MergedCounts at_asked;
  RunLocalReplicas(ranks, [&](Replicas& replicas) {
    MergedCounts merged = MergeCounts(replicas, Counted(replicas.rank()), prune, stays);
    if (replicas.rank() == asked) at_asked = std::move(merged);
  });
  return at_asked;
}

std::uint64_t CountOf(const MergedCounts& merged, std::string_view word) {
  const auto id = merged.words.words().Find(word);
  return id ? merged.words.counts()[ToIndex(*id)] : 0;
}

TEST(MergeCounts, AddsUpWhatTheRanksHaveCounted) {
  for (const std::size_t asked : {0u, 4u}) {
    const MergedCounts merged = MergedAt(asked, 5, {.min_count = 5});
    EXPECT_EQ(CountOf(merged, "everywhere"), 10u);
    EXPECT_EQ(CountOf(merged, "only4"), 5u);
    EXPECT_EQ(CountOf(merged, std::string_view("\0 \n", 3)), 5u);
    EXPECT_EQ(merged.words.words().size(), 3u);
    EXPECT_EQ(merged.dropped_words, 4u);
    EXPECT_EQ(merged.dropped_tokens, 1u + 2 + 3 + 4);
    EXPECT_EQ(merged.most_dropped, 4u);
    EXPECT_EQ(merged.Most(), 10u);
  }
}

TEST(MergeCounts, KeepsWordsThatStayHoweverRareTheyAre) {
  const Vocabulary stays({{"only0", 7}, {"elsewhere", 7}});
  const MergedCounts merged = MergedAt(1, 3, {.min_count = 100}, &stays);
  EXPECT_EQ(CountOf(merged, "only0"), 1u);
  EXPECT_EQ(merged.words.words().size(), 1u);
  EXPECT_EQ(merged.dropped_words, 4u);
  EXPECT_EQ(merged.Most(), 6u);
}

TEST(MergeCounts, LeavesPruningToTheVocabularyIfThereIsOneRank) {
  Alone alone;
  const MergedCounts merged = MergeCounts(alone, Counted(0), {.min_count = 100});
  EXPECT_EQ(merged.words.words().size(), 3u);
  EXPECT_EQ(merged.dropped_words, 0u);
  EXPECT_FALSE(merged.empty());
}

TEST(MergeCounts, OfNothingIsEmpty) {
  RunLocalReplicas(3, [](Replicas& replicas) {
    const MergedCounts merged = MergeCounts(replicas, {}, {});
    EXPECT_TRUE(merged.empty());
    EXPECT_EQ(merged.Most(), 0u);
  });
}

TEST(PruneMerged, ReportsAsIfOneProcessHadCounted) {
  WordCounter whole;
  for (std::size_t rank = 0; rank < 6; ++rank) whole.Add(Counted(rank));
  for (const PruneOptions& prune :
       {PruneOptions{.min_count = 4}, PruneOptions{.min_count = 1, .max_vocab = 3}}) {
    PruneReport plain, report;
    const Vocabulary expected = PruneToVocabulary(whole, prune, plain);
    const Vocabulary vocabulary = PruneMerged(MergedAt(2, 6, prune), prune, report);
    EXPECT_EQ(report, plain);
    ASSERT_EQ(vocabulary.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(vocabulary.Word(ToWordId(i)), expected.Word(ToWordId(i)));
      EXPECT_EQ(vocabulary.counts()[i], expected.counts()[i]);
    }
  }
}

}  // namespace
}  // namespace hogvec
