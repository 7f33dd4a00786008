// Text that several ranks are judged by.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "replicas/local_replicas.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "validation/held_out_text.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using testing::RandomLines;

// What a rank says of the text that it is judged by.
struct Judged {
  std::vector<std::uint32_t> blocks;  // to train on
  std::uint64_t own_tokens = 0, to_train = 0, held_out = 0, tokens = 0;
  bool empty = true;
  HeldOutBands bands;
  std::string thrown;
};

class SharedHeldOut : public ::testing::Test {
 protected:
  SharedHeldOut() {
    ingest_.corpus = {folder_.Write("corpus", RandomLines(500, 60, 1))};
    ingest_.block_bytes = 1000;
    ingest_.threads = 2;
    options_.threads = 2;
    options_.dim = 8;
  }

  Judged JudgedBy(Replicas& replicas, const IngestOptions& ingest) {
    Judged judged;
    IngestProgress progress;
    const Corpus corpus = Ingest(ingest, replicas, progress);
    try {
      const HeldOutText text(ingest, options_, corpus, replicas);
      EmbeddingTable input(corpus.vocabulary.size(), 8), output(corpus.vocabulary.size(), 8);
      input.InitializeUniform(1);
      output.InitializeUniform(2);
      const Sampling sampling(corpus.vocabulary.counts(), options_.sample, options_.ns_exponent);
      text.RequirePairs(sampling);
      judged = {text.training_blocks(),
                text.own_tokens_to_train(),
                text.tokens_to_train(),
                text.tokens_held_out(),
                text.tokens(),
                text.empty(),
                {},
                ""};
      if (!text.empty()) judged.bands = text.Score(input, output, sampling);
    } catch (const Error& error) {
      judged.thrown = error.what();
    }
    return judged;
  }

  std::vector<Judged> JudgedByAll(const std::vector<IngestOptions>& ingest) {
    std::vector<Judged> all(ingest.size());
    RunLocalReplicas(ingest.size(), [&](Replicas& replicas) {
      all[replicas.rank()] = JudgedBy(replicas, ingest[replicas.rank()]);
    });
    return all;
  }

  Judged JudgedAlone() {
    Alone alone;
    return JudgedBy(alone, ingest_);
  }

  std::vector<IngestOptions> Three() const { return {ingest_, ingest_, ingest_}; }

  void ExpectAsAlone(std::size_t ranks) {
    SCOPED_TRACE(ranks);
    const Judged whole = JudgedAlone();
    std::vector<std::uint32_t> blocks;
    std::uint64_t own_tokens = 0;
    for (const Judged& rank : JudgedByAll(std::vector(ranks, ingest_))) {
      EXPECT_EQ(rank.thrown, "");
      EXPECT_EQ(rank.to_train, whole.to_train);
      EXPECT_EQ(rank.held_out, whole.held_out);
      EXPECT_EQ(rank.tokens, whole.tokens);
      EXPECT_EQ(rank.empty, whole.empty);
      for (std::size_t band = 0; band < whole.bands.size(); ++band) {
        EXPECT_EQ(rank.bands[band].pairs, whole.bands[band].pairs);
        EXPECT_NEAR(rank.bands[band].loss, whole.bands[band].loss, 1e-9 * whole.bands[band].loss);
      }
      blocks.insert(blocks.end(), rank.blocks.begin(), rank.blocks.end());
      own_tokens += rank.own_tokens;
    }
    std::ranges::sort(blocks);
    EXPECT_EQ(blocks, whole.blocks);
    EXPECT_EQ(own_tokens, whole.to_train);
  }

  testing::TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
};

TEST_F(SharedHeldOut, IsTheSameShareOfTheCorpus) {
  for (const std::size_t ranks : {1u, 2u, 3u, 7u, 40u}) {
    for (const double share : {0.001, 0.3, 0.999}) {
      options_.validation.fraction = share;
      ExpectAsAlone(ranks);
    }
  }
  EXPECT_EQ(JudgedAlone().blocks.size(), 1u);
  EXPECT_GT(JudgedAlone().bands[0].pairs, 0u);
}

TEST_F(SharedHeldOut, IsTheSameFile) {
  options_.validation.text = {folder_.Write("other", RandomLines(100, 60, 2))};
  for (const std::size_t ranks : {1u, 2u, 3u, 7u}) ExpectAsAlone(ranks);
  ingest_.text.sentence = 9;
  ExpectAsAlone(3);
}

TEST_F(SharedHeldOut, MayBeNone) {
  ExpectAsAlone(3);
  EXPECT_TRUE(JudgedAlone().empty);
}

// Between the numbers of the short text's blocks and those of the long one's end there are gaps,
// which are no blocks to draw.
TEST_F(SharedHeldOut, IsDrawnFromTextsOfTheRanksOwn) {
  ingest_.local_corpus = true;
  ingest_.prune.min_count = 1;
  ingest_.block_bytes = 200;
  std::vector<IngestOptions> ingest(3, ingest_);
  ingest[0].corpus = {folder_.Write("short", "w1 w2 w3\n")};
  ingest[1].corpus = {folder_.Write("empty", "")};
  options_.validation.fraction = 0.5;
  for (options_.seed = 1; options_.seed < 10; ++options_.seed) {
    const std::vector<Judged> all = JudgedByAll(ingest);
    const std::uint64_t tokens = all[0].to_train + all[0].held_out;
    EXPECT_NEAR(static_cast<double>(all[0].held_out) / static_cast<double>(tokens), 0.5, 0.06);
    std::uint64_t own_tokens = 0;
    for (const Judged& rank : all) {
      EXPECT_EQ(rank.held_out, all[0].held_out);
      EXPECT_EQ(rank.bands[0].loss, all[0].bands[0].loss);
      own_tokens += rank.own_tokens;
    }
    EXPECT_EQ(own_tokens, all[0].to_train);
  }
}

std::vector<std::string> ThrownBy(const std::vector<Judged>& ranks) {
  std::vector<std::string> thrown;
  for (const Judged& rank : ranks) thrown.push_back(rank.thrown);
  return thrown;
}

TEST_F(SharedHeldOut, IsEnoughIfAnyRankHasPairs) {
  ingest_.prune.min_count = 1;
  ingest_.block_bytes = 10;
  options_.sample = 0;
  options_.validation.text = {folder_.Write("lone", "w1\nxxxxxxx\nw2\nxxxxxxx\nw1 w2\n")};
  EXPECT_THAT(ThrownBy(JudgedByAll(Three())), Each(""));
  options_.validation.text = {folder_.Write("lone", "w1\nxxxxxxx\nw2\nxxxxxxx\nw1\n")};
  EXPECT_THAT(ThrownBy(JudgedByAll(Three())), Each(HasSubstr("nothing to judge by")));
}

TEST_F(SharedHeldOut, SaysTheSameOnAllRanksOfWhatCantBe) {
  options_.validation.text = {folder_.Write("strange", "none of these")};
  EXPECT_THAT(ThrownBy(JudgedByAll(Three())), Each(HasSubstr("has none of the")));
  options_.validation.text = {folder_.path() / "missing"};
  EXPECT_THAT(ThrownBy(JudgedByAll(Three())), Each(HasSubstr("missing")));
  options_.validation = {.fraction = 0.3};
  ingest_.block_bytes = 1 << 20;
  EXPECT_THAT(ThrownBy(JudgedByAll(Three())), Each(HasSubstr("too short to hold a part")));
  options_.validation = {.patience = 1};
  EXPECT_THAT(ThrownBy(JudgedByAll(Three())), Each(HasSubstr("--patience needs text")));
}

}  // namespace
}  // namespace hogvec
