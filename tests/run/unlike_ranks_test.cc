// Ranks that are not alike, or are interrupted where their replicas are apart: through Train().
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "hogvec/kept_text.h"
#include "support/ranks.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using testing::RankRun;
using testing::RowsOf;
using testing::Start;
using ::testing::StartsWith;
using testing::TempFolder;
using testing::ThrownBy;
using testing::TopicLines;
using testing::TrainApart;

class StopsAfterOne : public TrainObserver {
 public:
  void OnEpoch(const EpochReport&) override { source.request_stop(); }
  std::stop_source source;
};

class UnlikeRanks : public ::testing::Test {
 protected:
  UnlikeRanks() {
    ingest_.corpus = {folder_.Write("corpus", TopicLines(60'000, 10, 1))};
    ingest_.block_bytes = 3000;
    ingest_.threads = 1;
    options_.dim = 16;
    options_.epochs = 3;
    options_.threads = 1;
  }

  std::vector<RankRun> Runs(std::size_t ranks, const RunControl& control = {}) const {
    return std::vector<RankRun>(ranks, RankRun{ingest_, options_, control});
  }

  static void ExpectOneModel(const std::vector<TrainResult>& results) {
    for (const TrainResult& result : results) {
      EXPECT_EQ(RowsOf(result.input), RowsOf(results[0].input));
      EXPECT_EQ(RowsOf(result.output), RowsOf(results[0].output));
    }
  }

  TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
};

// Replicas are apart there, as nobody reads the model after the epoch.
TEST_F(UnlikeRanks, HaveOneModelWhenTheyStopAtTheEndOfAnEpoch) {
  StopsAfterOne stopping;
  std::vector<RankRun> runs = Runs(3, {.keep_rows_on_stop = true});
  runs.back().observer = &stopping;
  runs.back().control.stop = stopping.source.get_token();
  const std::vector<TrainResult> results = TrainApart(runs);
  ExpectOneModel(results);
  for (const TrainResult& result : results) EXPECT_TRUE(result.summary.stopped);
}

TEST_F(UnlikeRanks, MayHaveDifferentNumbersOfThreads) {
  std::vector<RankRun> runs = Runs(2);
  runs[1].options.threads = 3;
  const std::vector<TrainResult> results = TrainApart(runs);
  ExpectOneModel(results);
  EXPECT_EQ(results[0].summary.trained, 3 * results[0].summary.tokens);
}

TEST_F(UnlikeRanks, MustStartFromTheSameVectors) {
  const TrainResult first = testing::TrainQuietly(ingest_.corpus[0], options_, ingest_);
  options_.seed = 2;
  const TrainResult other = testing::TrainQuietly(ingest_.corpus[0], options_, ingest_);
  std::vector<WordVectors> starts(2);
  for (std::size_t rank = 0; rank < 2; ++rank) {
    const TrainResult& model = rank == 0 ? first : other;
    starts[rank].words = model.vocabulary.words();
    starts[rank].table.CopyFrom(model.input);
  }
  std::vector<RankRun> runs = Runs(2);
  for (std::size_t rank = 0; rank < 2; ++rank) runs[rank].control.start.vectors = &starts[rank];
  EXPECT_THAT(ThrownBy(runs), Each(AllOf(StartsWith(Start(ErrorKind::kUsage)),
                                         HasSubstr("begin with different vectors"))));
}

TEST_F(UnlikeRanks, TrainOnATextThatTheyHaveReadTogether) {
  TrainObserver nobody;
  const KeptText alone = KeptText::Read(ingest_, nobody);
  RunLocalReplicas(2, [&](Replicas& replicas) {
    const RunControl together{.replicas = &replicas};
    const KeptText shared = KeptText::Read(ingest_, nobody, together);
    EXPECT_EQ(shared.tokens(), alone.tokens());
    EXPECT_EQ(Train(shared, options_, nobody, together).summary.trained, 3 * alone.tokens());
    EXPECT_THROW(Train(alone, options_, nobody, together), Error);
  });
}

}  // namespace
}  // namespace hogvec
