#include "checkpoint/checkpoint.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Checkpoint Sample() {
  Checkpoint sample;
  sample.prune = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  sample.corpus = {5, 6, 7, 8};
  sample.options = {{"dim", "5"}, {"seed", "1"}};
  sample.state.position = {2, {0, 3, 64, 200}};
  sample.state.tokens_done = 1ull << 40;
  sample.state.losses = {{0.1, 3}, {1e300, 1ull << 50}, {0, 0}};
  sample.note = std::string("--dim=5\0text \xfe\0", 15);
  return sample;
}

Vocabulary SampleWords() { return Vocabulary({{"the", 9}, {"\xff\x00z", 4}, {"cat", 4}}); }

EmbeddingTable TableFrom(float first) {
  EmbeddingTable table(3, 5);
  for (std::size_t row = 0; row < 3; ++row) {
    for (float& value : table.Row(ToWordId(row))) value = first++;
  }
  return table;
}

TEST(Checkpoint, ReadsBackWhatWasWritten) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "c";
  const Checkpoint sample = Sample();
  const EmbeddingTable input = TableFrom(1), output = TableFrom(-50);
  const Vocabulary words = SampleWords();
  WriteCheckpoint(path, sample, words, input, output);

  const TensorReader file(path);
  const Checkpoint read = ReadCheckpoint(file);
  const Vocabulary read_words = ReadVocabulary(file);
  ASSERT_EQ(read_words.size(), 3u);
  for (std::size_t id = 0; id < 3; ++id) {
    EXPECT_EQ(read_words.Word(ToWordId(id)), words.Word(ToWordId(id)));
    EXPECT_EQ(read_words.Count(ToWordId(id)), words.Count(ToWordId(id)));
  }
  EXPECT_EQ(read.prune, sample.prune);
  EXPECT_EQ(read.corpus, sample.corpus);
  EXPECT_EQ(read.options, sample.options);
  EXPECT_EQ(read.state.position.epoch, 2u);
  EXPECT_THAT(read.state.position.dealt, ElementsAre(0, 3, 64, 200));
  EXPECT_EQ(read.state.tokens_done, sample.state.tokens_done);
  ASSERT_EQ(read.state.losses.size(), 3u);
  EXPECT_EQ(read.state.losses[1].loss, 1e300);
  EXPECT_EQ(read.state.losses[1].pairs, 1ull << 50);
  EXPECT_EQ(read.note, sample.note);

  EmbeddingTable read_input(3, 5), read_output(3, 5);
  ReadTables(file, read_input, read_output);
  EXPECT_EQ(testing::RowsOf(read_input), testing::RowsOf(input));
  EXPECT_EQ(testing::RowsOf(read_output), testing::RowsOf(output));
}

TEST(Checkpoint, HoldsWhatHeldOutTextSaidAndTheBestRows) {
  const testing::TempFolder folder;
  Checkpoint sample = Sample();
  sample.scores.resize(2);
  sample.scores[1][9] = {0.25, 1ull << 40};
  const SavedRows best{TableFrom(7), TableFrom(9)};
  WriteCheckpoint(folder.path() / "c", sample, SampleWords(), TableFrom(1), TableFrom(-50), best);

  const TensorReader file(folder.path() / "c");
  const Checkpoint read = ReadCheckpoint(file);
  ASSERT_EQ(read.scores.size(), 2u);
  EXPECT_EQ(read.scores[1][9].loss, 0.25);
  EXPECT_EQ(read.scores[1][9].pairs, 1ull << 40);
  EXPECT_EQ(read.note, sample.note);
  const Layers shape{InputLayer(EmbeddingTable(3, 5)), EmbeddingTable(3, 5)};
  const SavedRows read_best = ReadBestRows(file, shape);
  EXPECT_EQ(testing::RowsOf(read_best.input), testing::RowsOf(best.input));
  EXPECT_EQ(testing::RowsOf(read_best.output), testing::RowsOf(best.output));
}

TEST(Checkpoint, ReadsLargeTablesChunkByChunk) {
  const testing::TempFolder folder;
  constexpr std::size_t kWords = 3000, kDim = 301;
  Checkpoint sample;
  std::vector<std::string> names;
  for (std::size_t id = 0; id < kWords; ++id) names.push_back("w" + std::to_string(id));
  std::vector<std::pair<std::string_view, std::uint64_t>> counted;
  for (const std::string& name : names) counted.emplace_back(name, 1);
  const Vocabulary vocabulary(counted);
  EmbeddingTable input(kWords, kDim), output(kWords, kDim);
  input.InitializeUniform(1);
  output.InitializeUniform(2);
  WriteCheckpoint(folder.path() / "c", sample, vocabulary, input, output);
  EmbeddingTable read_input(kWords, kDim), read_output(kWords, kDim);
  ReadTables(TensorReader(folder.path() / "c"), read_input, read_output);
  EXPECT_EQ(testing::RowsOf(read_input), testing::RowsOf(input));
  EXPECT_EQ(testing::RowsOf(read_output), testing::RowsOf(output));
}

TEST(Checkpoint, IsNotAnyTensorFile) {
  const testing::TempFolder folder;
  TensorWriter writer(folder.path() / "other", {{"format", "pt"}}, {});
  writer.Finish();
  try {
    ReadCheckpoint(TensorReader(folder.path() / "other"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr("is no checkpoint of this version of hogvec, but 'pt'"));
  }
}

TEST(Checkpoint, NamesTheFirstOptionThatDiffers) {
  TrainOptions options;
  const IngestOptions ingest;
  const TensorMetadata kept = LastingOptions(ingest, options);
  EXPECT_NO_THROW(RequireSameOptions("c", kept, LastingOptions(ingest, options)));
  options.threads = 7;  // may change on the way
  EXPECT_NO_THROW(RequireSameOptions("c", kept, LastingOptions(ingest, options)));
  options.alpha = 0.1;
  try {
    RequireSameOptions("c", kept, LastingOptions(ingest, options));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_STREQ(error.what(), "c: created with alpha 0.05; cannot resume with alpha 0.1");
    EXPECT_EQ(error.option(), "alpha");
  }
}

// One of a version that had no such option.
TEST(Checkpoint, HadDefaultsForWhatItDoesNotKnow) {
  TensorMetadata kept = LastingOptions({}, {});
  kept.erase("shrink-windows");
  TrainOptions options;
  EXPECT_NO_THROW(RequireSameOptions("c", kept, LastingOptions({}, options)));
  options.shrink_windows = false;
  try {
    RequireSameOptions("c", kept, LastingOptions({}, options));
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("created with shrink-windows true; cannot resume"));
  }
}

// Both ways, and whatever else the model decides; one that names no model is a skip-gram's.
TEST(Checkpoint, OfOneModelRefusesTheOther) {
  const auto refusal = [](const TensorMetadata& kept, const TrainOptions& given) {
    try {
      RequireSameOptions("c", kept, LastingOptions({}, given));
    } catch (const Error& error) {
      EXPECT_EQ(error.option(), "model");
      return std::string(error.what());
    }
    return std::string("none");
  };
  const TrainOptions skipgram, cbow{.architecture = Architecture::kCbow};
  TensorMetadata old = LastingOptions({}, skipgram);
  for (const char* option : {"model", "cbow-update", "cbow-mean"}) EXPECT_EQ(old.erase(option), 1u);
  EXPECT_EQ(refusal(old, skipgram), "none");
  EXPECT_EQ(refusal(LastingOptions({}, cbow), cbow), "none");
  EXPECT_EQ(refusal(LastingOptions({}, cbow), skipgram),
            "c: created with model cbow; cannot resume with model skipgram");
  for (const TensorMetadata& kept : {LastingOptions({}, skipgram), old}) {
    EXPECT_EQ(refusal(kept, cbow), "c: created with model skipgram; cannot resume with model cbow");
  }
}

TEST(Checkpoint, HoldsEveryOptionThatTheResultDependsOn) {
  std::vector<std::string> names;
  for (const auto& [name, value] : LastingOptions({}, {})) names.push_back(name);
  EXPECT_THAT(names, ElementsAre("alpha", "append-vocab", "block-size", "buckets", "cbow-mean",
                                 "cbow-update", "digits", "dim", "epochs", "freeze-init",
                                 "init-vectors", "invalid-utf8", "local-corpus", "lowercase",
                                 "max-vocab", "max-word-bytes", "maxn", "min-alpha", "min-count",
                                 "minn", "model", "negative", "negatives-shared", "nfc",
                                 "ns-exponent", "patience", "sample", "seed", "sentence",
                                 "shrink-windows", "split", "subwords", "validation", "window"));
}

TEST(Checkpoint, KnowsAnotherCorpus) {
  const CorpusIdentity corpus{1, 2, 3, 4};
  EXPECT_NO_THROW(RequireSameCorpus("c", corpus, corpus));
  for (const CorpusIdentity& other : {CorpusIdentity{0, 2, 3, 4}, CorpusIdentity{1, 0, 3, 4}}) {
    EXPECT_THROW(RequireSameCorpus("c", corpus, other), Error);
  }
}

}  // namespace
}  // namespace hogvec
