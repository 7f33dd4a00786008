// One corpus, read by several ranks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "replicas/local_replicas.h"
#include "support/ranks.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using testing::IngestAlone;
using testing::IngestApart;
using testing::LinesOf;
using testing::RandomLines;
using testing::Start;
using ::testing::StartsWith;
using testing::TempFolder;
using testing::ThrownBy;

constexpr std::size_t kRanks[] = {1, 2, 3, 7};

std::vector<Corpus> IngestShared(const IngestOptions& options, std::size_t ranks,
                                 const Vocabulary* base = nullptr) {
  return IngestApart(std::vector(ranks, options), base);
}

// The ids of the blocks that each corpus says it holds, by their numbers; a number that two hold
// has those of both.
std::map<std::uint32_t, std::vector<WordId>> HeldBy(std::span<const Corpus> corpora) {
  std::map<std::uint32_t, std::vector<WordId>> held;
  std::vector<WordId> buffer;
  for (const Corpus& corpus : corpora) {
    const TokenStore& store = *corpus.tokens;
    std::size_t stored = 0;
    EXPECT_TRUE(std::ranges::is_sorted(corpus.blocks));
    for (const std::uint32_t block : corpus.blocks) {
      const auto ids = store.Block(block, buffer);
      held[block].insert(held[block].end(), ids.begin(), ids.end());
      stored += ids.size();
    }
    for (std::size_t block = 0; block < store.block_count(); ++block) stored -= store.Count(block);
    EXPECT_EQ(stored, 0u) << "a block that the rank doesn't hold";
  }
  return held;
}

void ExpectSameText(const std::vector<Corpus>& ranks, const Corpus& whole) {
  EXPECT_TRUE(HeldBy(ranks) == HeldBy({&whole, 1}));
  std::uint64_t tokens = 0;
  std::size_t blocks = 0;
  for (const Corpus& rank : ranks) {
    EXPECT_EQ(LinesOf(rank.vocabulary), LinesOf(whole.vocabulary));
    EXPECT_EQ(rank.prune, whole.prune);
    EXPECT_EQ(rank.identity, whole.identity);
    EXPECT_EQ(rank.block_count, whole.block_count);
    tokens += rank.own_tokens;
    blocks += rank.blocks.size();
  }
  EXPECT_EQ(tokens, whole.identity.tokens);
  EXPECT_EQ(blocks, whole.blocks.size());
}

class SharedReading : public ::testing::Test {
 protected:
  SharedReading() {
    const std::string odd = "\xef\xbb\xbfw1 " + std::string(50, 'x') + " w2\n";
    options_.corpus = {folder_.Write("0", RandomLines(400, 60, 1)), folder_.Write("1", ""),
                       folder_.Write("2", odd + RandomLines(300, 60, 2) + odd + "end")};
    options_.max_word_bytes = 40;
    options_.prune.min_count = 3;
    options_.threads = 2;
  }

  // For few blocks, fewer than ranks, and many; in memory and past it.
  void ExpectAsAlone(const Vocabulary* base = nullptr) {
    for (const std::size_t bytes : {1u << 20, 3000u, 200u}) {
      options_.block_bytes = bytes;
      options_.token_memory = bytes == 200 ? 2000 : 1 << 30;
      const Corpus whole = IngestAlone(options_, base);
      for (const std::size_t ranks : kRanks) {
        SCOPED_TRACE(fmt::format("{} ranks, blocks of {}", ranks, bytes));
        ExpectSameText(IngestShared(options_, ranks, base), whole);
      }
    }
  }

  TempFolder folder_;
  IngestOptions options_;
};

TEST_F(SharedReading, GivesEachRankItsPartOfWhatOneProcessReads) {
  ExpectAsAlone();
  EXPECT_EQ(IngestAlone(options_).prune.long_tokens, 2u);
  EXPECT_EQ(IngestAlone(options_).prune.byte_order_marks, 2u);
}

TEST_F(SharedReading, PrunesWhatAllHaveCounted) {
  for (const std::uint64_t limit : {1u, 2u, 25u, 10'000u}) {
    options_.prune.max_vocab = limit;
    ExpectAsAlone();
  }
  options_.prune = {.min_count = 60};
  ExpectAsAlone();
  EXPECT_GT(IngestAlone(options_).prune.dropped_words, 10u);
}

TEST_F(SharedReading, KeepsTheWordsToStartWith) {
  const Vocabulary base({{"end", 1000}, {"strange", 5}, {"w1", 1}});
  options_.prune = {.min_count = 30, .max_vocab = 5};
  ExpectAsAlone(&base);
}

TEST_F(SharedReading, LooksUpWordsThatAreKnown) {
  options_.read_vocab = folder_.Write("words", "w1 10\nw0 20\nw7 30\nabsent 40\n");
  ExpectAsAlone();
}

TEST_F(SharedReading, LeavesOutStopwordsAndKnowsWhichNobodyMet) {
  options_.text.stopwords = folder_.Write("stop", "w1\nend\nabsent\n");
  ExpectAsAlone();
  EXPECT_EQ(IngestAlone(options_).prune.absent_stopwords, 1u);
  options_.read_vocab = folder_.Write("words", "w1 10\nw0 20\n");
  ExpectAsAlone();
}

TEST_F(SharedReading, EndsSentencesOfSomeWordsWhereOneProcessDoes) {
  for (const std::size_t sentence : {std::size_t{1}, std::size_t{7}, std::size_t{500},
                                     std::size_t{100'000}, TextRules::kFiles}) {
    options_.text.sentence = sentence;
    ExpectAsAlone();
  }
}

TEST_F(SharedReading, EncodesInTermsOfAVocabulary) {
  const Vocabulary vocabulary({{"w0", 9}, {"w3", 8}, {"w5", 7}});
  options_.block_bytes = 500;
  options_.text.sentence = 10;
  options_.read_vocab = folder_.Write("words", "w0 9\nw3 8\nw5 7\n");
  const Corpus whole = IngestAlone(options_);
  std::vector<std::uint64_t> own_tokens(4);
  RunLocalReplicas(4, [&](Replicas& replicas) {
    IngestProgress progress;
    const EncodedText text = Encode(options_, vocabulary, replicas, progress);
    EXPECT_EQ(text.identity, whole.identity);
    EXPECT_EQ(text.block_count, whole.block_count);
    EXPECT_EQ(text.prune.long_tokens, 2u);
    EXPECT_EQ(text.blocks.front(), replicas.rank());
    own_tokens[replicas.rank()] = text.own_tokens;
  });
  EXPECT_EQ(own_tokens[0] + own_tokens[1] + own_tokens[2] + own_tokens[3], whole.identity.tokens);
  EXPECT_THAT(own_tokens, Each(::testing::Gt(0u)));
}

TEST_F(SharedReading, RefusesStandardInputThatRanksWouldShare) {
  options_.corpus.emplace_back("-");
  const auto thrown = ThrownBy({options_, options_});
  EXPECT_THAT(thrown, Each(StartsWith(Start(ErrorKind::kUsage))));
  EXPECT_THAT(thrown, Each(HasSubstr("--local-corpus")));
}

}  // namespace
}  // namespace hogvec
