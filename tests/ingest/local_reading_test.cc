// Texts of the ranks' own, read as one corpus.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
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

class LocalReading : public ::testing::Test {
 protected:
  // Options for each rank to read a text of its own.
  std::vector<IngestOptions> OptionsFor(const std::vector<std::string>& texts) {
    std::vector<IngestOptions> all;
    for (const std::string& text : texts) {
      IngestOptions options;
      options.corpus = {folder_.Write(fmt::format("part{}", all.size()), text)};
      options.local_corpus = true;
      options.prune.min_count = 3;
      options.threads = 2;
      options.block_bytes = 700;
      all.push_back(options);
    }
    return all;
  }

  TempFolder folder_;
  const std::vector<std::string> texts_ = {RandomLines(300, 60, 1), "", RandomLines(20, 60, 2),
                                           RandomLines(100, 90, 3)};
};

TEST_F(LocalReading, HasTheWordsOfAllTexts) {
  std::string joined;
  for (const std::string& text : texts_) joined += text;
  IngestOptions options = OptionsFor({joined}).front();
  const Corpus whole = IngestAlone(options);
  const std::vector<Corpus> ranks = IngestApart(OptionsFor(texts_));
  std::uint64_t own_tokens = 0;
  for (const Corpus& rank : ranks) {
    EXPECT_EQ(LinesOf(rank.vocabulary), LinesOf(whole.vocabulary));
    EXPECT_EQ(rank.prune, whole.prune);
    EXPECT_EQ(rank.identity, ranks[0].identity);
    own_tokens += rank.own_tokens;
  }
  EXPECT_EQ(own_tokens, whole.identity.tokens);
  EXPECT_EQ(ranks[0].identity.tokens, whole.identity.tokens);
  EXPECT_EQ(ranks[0].identity.lines, whole.identity.lines);
  EXPECT_EQ(ranks[0].identity.bytes, joined.size());
  EXPECT_EQ(ranks[1].own_tokens, 0u);
}

TEST_F(LocalReading, NumbersBlocksInTurn) {
  const std::vector<Corpus> ranks = IngestApart(OptionsFor(texts_));
  std::set<std::uint32_t> numbers;
  std::size_t blocks = 0;
  for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
    blocks += ranks[rank].blocks.size();
    for (std::uint32_t i = 0; i < ranks[rank].blocks.size(); ++i) {
      EXPECT_EQ(ranks[rank].blocks[i], 4 * i + rank);
      numbers.insert(ranks[rank].blocks[i]);
    }
  }
  EXPECT_EQ(numbers.size(), blocks);
  EXPECT_TRUE(ranks[1].blocks.empty());
  for (const Corpus& rank : ranks) EXPECT_EQ(rank.block_count, *numbers.rbegin() + 1u);
}

// Each rank's as if it read its text by itself.
TEST_F(LocalReading, CountsSentencesThroughEachText) {
  std::vector<IngestOptions> options = OptionsFor(texts_);
  for (IngestOptions& own : options) {
    own.text.sentence = 7;
    own.read_vocab = folder_.Write("words", "w0 5\nw1 5\nw2 5\nw3 5\n");
  }
  const std::vector<Corpus> ranks = IngestApart(options);
  std::uint64_t sentences = 0;
  for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
    if (rank == 1) continue;  // has no words
    const Corpus whole = IngestAlone(options[rank]);
    sentences += whole.identity.lines;
    ASSERT_EQ(ranks[rank].blocks.size(), whole.blocks.size());
    std::vector<WordId> buffer, others;
    for (std::size_t i = 0; i < whole.blocks.size(); ++i) {
      EXPECT_TRUE(std::ranges::equal(ranks[rank].tokens->Block(ranks[rank].blocks[i], buffer),
                                     whole.tokens->Block(whole.blocks[i], others)));
    }
  }
  for (const Corpus& rank : ranks) EXPECT_EQ(rank.identity.lines, sentences);
}

// Sentences of two words each.
class Pairs : public SentenceSource {
 public:
  explicit Pairs(std::size_t count) : left_(count) {}
  bool Next(std::vector<std::string_view>& words) override {
    if (left_ == 0) return false;
    --left_;
    words = {"a", "b"};
    return true;
  }

 private:
  std::size_t left_;
};

TEST_F(LocalReading, TakesSentencesAsARanksOwn) {
  RunLocalReplicas(3, [](Replicas& replicas) {
    Pairs pairs(100 * replicas.rank());
    IngestOptions options;
    options.sentences = &pairs;
    options.block_bytes = 50;
    options.text.sentence = 150;
    IngestProgress progress;
    const Corpus corpus = Ingest(options, replicas, progress);
    EXPECT_EQ(corpus.identity.tokens, 600u);
    EXPECT_EQ(corpus.identity.lines, 2u + 3u);
    EXPECT_EQ(corpus.vocabulary.Count(WordId{0}), 300u);
    EXPECT_EQ(corpus.own_tokens, 200 * replicas.rank());
  });
}

TEST_F(LocalReading, FailsOnAllRanksIfOneCantRead) {
  std::vector<IngestOptions> options = OptionsFor(texts_);
  options[2].corpus = {folder_.path() / "missing"};
  const auto missing = ThrownBy(options);
  EXPECT_THAT(missing, Each(StartsWith(Start(ErrorKind::kNoInput))));
  EXPECT_THAT(missing, Each(HasSubstr("missing")));
  options[2].corpus = {folder_.Write("cut.gz", "\x1f\x8b\x08")};
  const auto damaged = ThrownBy(options);
  EXPECT_THAT(damaged, Each(damaged[0]));
  EXPECT_THAT(damaged, Each(HasSubstr("cut.gz")));
}

TEST_F(LocalReading, SaysTheSameOnAllRanksOfTextsWithoutWords) {
  const auto empty = ThrownBy(OptionsFor({"", "\n", " "}));
  EXPECT_THAT(empty, Each(empty[0]));
  EXPECT_THAT(empty[0], HasSubstr("has no words"));
  std::vector<IngestOptions> options = OptionsFor({"a b", "b c", "b d"});
  for (IngestOptions& own : options) own.prune.min_count = 4;
  const auto rare = ThrownBy(options);
  EXPECT_THAT(rare, Each(rare[0]));
  EXPECT_THAT(rare[0], HasSubstr("no word occurs 4 times; the most frequent occurs 3 times"));
  for (IngestOptions& own : options) own.read_vocab = folder_.Write("words", "e 5\n");
  const auto foreign = ThrownBy(options);
  EXPECT_THAT(foreign, Each(foreign[0]));
  EXPECT_THAT(foreign[0], HasSubstr("has none of the 1 words"));
}

TEST_F(LocalReading, StopsOnAllRanksIfOneIsStopped) {
  std::stop_source source;
  source.request_stop();
  EXPECT_THAT(ThrownBy(OptionsFor(texts_), {{}, {}, {}, source.get_token()}), Each("Interrupted"));
}

}  // namespace
}  // namespace hogvec
