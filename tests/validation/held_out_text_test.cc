// Runs that are judged by text that they do not learn from.
#include "validation/held_out_text.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::RowsOf;
using ::testing::SizeIs;

// What OnEpoch told, with the rows of each epoch.
class Listener : public TrainObserver {
 public:
  void OnEpoch(const EpochReport& epoch) override {
    epochs.push_back(epoch.epoch);
    losses.push_back(epoch.loss);
    if (epoch.held_out != nullptr) held_out.push_back(epoch.held_out->loss);
    rows.push_back(RowsOf(epoch.input));
  }

  std::vector<std::size_t> epochs;
  std::vector<double> losses, held_out;
  std::vector<std::vector<float>> rows;
};

class Validating : public ::testing::Test {
 protected:
  Validating() {
    ingest_.corpus = {folder_.Write("corpus", testing::RandomLines(2000, 60, 1))};
    ingest_.block_bytes = 2000;
    options_.dim = 12;
    options_.epochs = 3;
    options_.threads = 1;
  }

  TrainResult Run() {
    listener_ = {};
    return Train(ingest_, options_, listener_);
  }

  // Text of chance, a few times each word: what is learned of it is wrong of more such text, the
  // more the longer. The fourth epoch is the best, by far.
  void LearnTooMuch() {
    ingest_.corpus = {folder_.Write("chance", testing::RandomLines(2000, 1000, 1))};
    options_.epochs = 30;
    options_.alpha = 0.1;
    options_.sample = 0;
    options_.validation = {.fraction = 0.5, .patience = 2};
  }

  testing::TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
  Listener listener_;
};

TEST_F(Validating, TellsOfEveryEpochWithOrWithoutText) {
  const TrainResult result = Run();
  EXPECT_THAT(listener_.epochs, ElementsAre(1, 2, 3));
  EXPECT_EQ(listener_.losses.front(), result.summary.first_loss);
  EXPECT_EQ(listener_.losses.back(), result.summary.loss);
  EXPECT_EQ(listener_.rows.back(), RowsOf(result.input));
  EXPECT_THAT(listener_.held_out, SizeIs(0));
  EXPECT_THAT(result.summary.validation, SizeIs(0));
  EXPECT_EQ(result.summary.kept_epoch, 3u);
}

TEST_F(Validating, HoldsOutAShareThatIsNotTrained) {
  for (const std::size_t threads : {1, 3}) {
    options_.threads = threads;
    options_.validation.fraction = 0.25;
    const TrainResult result = Run();
    const TrainSummary& summary = result.summary;
    EXPECT_EQ(summary.trained, 3 * (summary.tokens - summary.held_out));
    EXPECT_NEAR(static_cast<double>(summary.held_out) / static_cast<double>(summary.tokens), 0.25,
                0.05);
    ASSERT_THAT(summary.validation, SizeIs(3));
    EXPECT_EQ(summary.validation[2].tokens, summary.held_out);
  }
}

// The words of a line stand in no other, and a line is a block: a held-out word's row stays as it
// was drawn.
TEST_F(Validating, LeavesRowsAloneThatOnlyHeldOutTextWouldTrain) {
  std::string text;
  for (int line = 10; line < 50; ++line) {
    for (int i = 0; i < 12; ++i)
      text += "l" + std::to_string(line) + "w" + std::to_string(i % 3) + " ";
    text += "\n";
  }
  ingest_.corpus = {folder_.Write("apart", text)};
  ingest_.block_bytes = 80;
  ingest_.prune.min_count = 1;
  options_.sample = 0;
  options_.validation.fraction = 0.2;
  const TrainResult result = Run();
  EmbeddingTable drawn(result.input.rows(), options_.dim);
  drawn.InitializeUniform(options_.seed);
  std::set<std::string> untrained;
  for (std::size_t id = 0; id < drawn.rows(); ++id) {
    if (!std::ranges::equal(drawn.Row(ToWordId(id)), result.input.Row(ToWordId(id)))) continue;
    const std::string word(result.vocabulary.Word(ToWordId(id)));
    untrained.insert(word.substr(0, word.find('w')));
  }
  EXPECT_THAT(untrained, SizeIs(8));
  EXPECT_EQ(result.summary.held_out, 8 * 12u);
}

TEST_F(Validating, HoldsOutTheSameForTheSameSeedOnly) {
  const auto training_blocks = [&](std::uint64_t seed) {
    Alone alone;
    IngestProgress progress;
    const Corpus corpus = Ingest(ingest_, alone, progress);
    options_.seed = seed;
    options_.validation.fraction = 0.3;
    return HeldOutText(ingest_, options_, corpus, alone).training_blocks();
  };
  EXPECT_EQ(training_blocks(1), training_blocks(1));
  EXPECT_NE(training_blocks(1), training_blocks(2));
  EXPECT_TRUE(std::ranges::is_sorted(training_blocks(3)));
}

TEST_F(Validating, ScoresFilesAsAWholeModelIsScored) {
  const auto text = folder_.Write("other", testing::RandomLines(300, 60, 2));
  options_.validation.text = {text};
  const TrainResult result = Run();
  WordVectors model{
      .words = {}, .table = {result.input.rows(), 12}, .output = {result.input.rows(), 12}};
  for (std::size_t id = 0; id < result.input.rows(); ++id) {
    model.words.FindOrAdd(result.vocabulary.Word(ToWordId(id)));
    model.counts.push_back(result.vocabulary.Count(ToWordId(id)));
    std::ranges::copy(result.input.Row(ToWordId(id)), model.table.Row(ToWordId(id)).begin());
    std::ranges::copy(result.output.Row(ToWordId(id)), model.output.Row(ToWordId(id)).begin());
  }
  IngestOptions of_text = ingest_;
  of_text.corpus = {text};
  const HeldOutLoss whole = ScoreHeldOut(model, of_text, options_);
  const HeldOutLoss& last = result.summary.validation.back();
  EXPECT_EQ(last.loss, whole.loss);
  EXPECT_EQ(last.pairs, whole.pairs);
  EXPECT_EQ(last.bands[3].loss, whole.bands[3].loss);
  EXPECT_EQ(result.summary.held_out, 0u) << "nothing of the corpus is";
}

TEST_F(Validating, PatienceEndsARunAndKeepsTheBestRows) {
  LearnTooMuch();
  const TrainResult result = Run();
  const TrainSummary& summary = result.summary;
  EXPECT_LT(summary.epochs, 30u);
  EXPECT_EQ(summary.kept_epoch + 2, summary.epochs);
  const auto best = std::ranges::min_element(listener_.held_out) - listener_.held_out.begin();
  EXPECT_EQ(summary.kept_epoch, static_cast<std::size_t>(best) + 1);
  EXPECT_EQ(RowsOf(result.input), listener_.rows[static_cast<std::size_t>(best)]);
  EXPECT_EQ(summary.loss, listener_.losses[static_cast<std::size_t>(best)]);
}

// Patience that does not run out changes nothing but which rows are kept.
TEST_F(Validating, KeepsTheBestRowsOfAWholeRunToo) {
  LearnTooMuch();
  options_.validation.patience = 30;
  const TrainResult result = Run();
  EXPECT_EQ(result.summary.epochs, 30u);
  EXPECT_LT(result.summary.kept_epoch, 30u);
  EXPECT_EQ(RowsOf(result.input), listener_.rows[result.summary.kept_epoch - 1]);
}

// Stops the run after each block, and goes on until it is through.
TEST_F(Validating, ARunInPiecesEndsWithTheSameBytes) {
  LearnTooMuch();
  options_.epochs = 6;
  options_.validation.patience = 3;
  const TrainResult whole = Run();
  CheckpointOptions checkpoints{.folder = folder_.path() / "kept", .every = std::chrono::hours(1)};
  TrainResult pieced;
  for (bool through = false; !through; checkpoints.resume = true) {
    std::stop_source source;
    struct Stopper : TrainObserver {
      explicit Stopper(std::stop_source& stops) : source(stops) {}
      void OnVocabulary(const Vocabulary&, const PruneReport&) override { source.request_stop(); }
      std::stop_source& source;
    } stopper(source);
    try {
      pieced = Train(ingest_, options_, stopper,
                     {.checkpoints = checkpoints, .stop = source.get_token()});
      through = true;
    } catch (const Interrupted&) {
    }
  }
  EXPECT_EQ(RowsOf(pieced.input), RowsOf(whole.input));
  EXPECT_EQ(RowsOf(pieced.output), RowsOf(whole.output));
  ASSERT_EQ(pieced.summary.validation.size(), whole.summary.validation.size());
  for (std::size_t epoch = 0; epoch < whole.summary.validation.size(); ++epoch) {
    EXPECT_EQ(pieced.summary.validation[epoch].loss, whole.summary.validation[epoch].loss);
    EXPECT_EQ(pieced.summary.validation[epoch].pairs, whole.summary.validation[epoch].pairs);
  }
  EXPECT_EQ(pieced.summary.kept_epoch, whole.summary.kept_epoch);
}

TEST_F(Validating, SaysWhatItCantWorkWith) {
  const auto error_of = [&] {
    try {
      Run();
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  options_.validation.fraction = 1;
  EXPECT_THAT(error_of(), HasSubstr("validation must be"));
  options_.validation = {.patience = 1};
  EXPECT_THAT(error_of(), HasSubstr("--patience needs text"));
  options_.validation = {.text = {folder_.Write("strange", "none of these words")}};
  EXPECT_THAT(error_of(), HasSubstr("has none of the"));
  options_.validation = {.fraction = 0.1};
  ingest_.block_bytes = 1 << 20;
  EXPECT_THAT(error_of(), HasSubstr("too short to hold a part of it out"));
}

}  // namespace
}  // namespace hogvec
