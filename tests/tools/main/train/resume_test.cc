#include "main/train/resume.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "hogvec/kernels.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Settings in which every option that a checkpoint keeps differs from its default.
TrainSettings Unusual() {
  TrainSettings settings;
  settings.ingest = {.corpus = {"/text/a", "/text/-b c"},
                     .prune = {.min_count = 2, .max_vocab = 77},
                     .read_vocab = "/words",
                     .token_memory = 12345,
                     .tmp_dir = "/elsewhere",
                     .block_bytes = 4096,
                     .max_word_bytes = 99};
  settings.train = {.dim = 7,
                    .window = 3,
                    .shrink_windows = false,
                    .negative = 4,
                    .sample = 0.1 / 3,
                    .epochs = 9,
                    .alpha = 1e-7 / 3,
                    .min_alpha = 1e-9 / 3,
                    .ns_exponent = -0.5,
                    .threads = 2,
                    .seed = 18446744073709551615u,
                    .sharing = NegativeSharing::kNone,
                    .deterministic = true,
                    .kernel = std::string(KernelNames().back()),
                    .validation = {.patience = 3}};
  settings.validation = "/text/held out";
  settings.output = "/out/v.bin";
  settings.save_vocab = "/out/words";
  settings.summary = "/out/s.json";
  settings.format = VectorFormat::kText;
  settings.checkpoint_every = std::chrono::milliseconds(1500);
  settings.memory_limit = 99;
  settings.quiet = true;
  return settings;
}

// A folder with a checkpoint of a small run with these settings as its note.
std::filesystem::path Keep(const testing::TempFolder& folder, const TrainSettings& settings) {
  const auto kept = folder.path() / "kept";
  TrainOptions options;
  options.epochs = 1;
  TrainObserver silent;
  Train({.corpus = {folder.Write("c", testing::RandomLines(200, 20, 1))}}, options, silent,
        {.checkpoints = {.folder = kept, .note = NoteOf(settings)}});
  return kept;
}

TEST(Resume, BringsBackEveryOption) {
  const testing::TempFolder folder;
  const auto kept = Keep(folder, Unusual());
  const TrainSettings back = ResumedSettings(kept);
  EXPECT_EQ(NoteOf(back), NoteOf(Unusual()));
  EXPECT_THAT(back.ingest.corpus, ElementsAre("/text/a", "/text/-b c"));
  EXPECT_EQ(back.train.alpha, 1e-7 / 3);
  EXPECT_EQ(back.train.min_alpha, 1e-9 / 3);
  EXPECT_FALSE(back.train.shrink_windows);
  EXPECT_EQ(back.train.sample, 0.1 / 3);
  EXPECT_EQ(back.train.seed, 18446744073709551615u);
  EXPECT_EQ(back.train.sharing, NegativeSharing::kNone);
  EXPECT_EQ(back.checkpoint_every, std::chrono::milliseconds(1500));
  EXPECT_EQ(back.format, VectorFormat::kText);
  EXPECT_EQ(back.validation, "/text/held out");
  EXPECT_EQ(back.train.validation.patience, 3u);
}

TEST(Resume, KeepsPathsWhateverTheFolder) {
  TrainSettings settings;
  settings.ingest.corpus = {"text"};
  settings.output = "v.bin";
  EXPECT_THAT(NoteOf(settings), HasSubstr(std::filesystem::absolute("text").string()));
  EXPECT_THAT(NoteOf(settings),
              HasSubstr("--output=" + std::filesystem::absolute("v.bin").string()));
}

TEST(Resume, KeepsWhatJudgesARun) {
  TrainSettings settings;
  settings.output = "v.bin";
  settings.train.validation.fraction = 0.1;
  EXPECT_THAT(NoteOf(settings), HasSubstr(std::string("--validation=0.1\0", 17)));
  settings.validation = "text";
  EXPECT_THAT(NoteOf(settings),
              HasSubstr("--validation=" + std::filesystem::absolute("text").string()));
  settings.validation = "@list";
  EXPECT_THAT(NoteOf(settings),
              HasSubstr("--validation=@" + std::filesystem::absolute("list").string()));
}

TEST(Resume, TakesNewOptionsOnTop) {
  const testing::TempFolder folder;
  const auto kept = Keep(folder, Unusual());
  const std::vector<std::string> arguments{"--threads", "5", "-o", "/new.txt", "/moved/a"};
  TrainSettings back = ResumedSettings(kept);
  ApplyArguments(arguments, back);
  EXPECT_EQ(back.train.threads, 5u);
  EXPECT_EQ(back.output, "/new.txt");
  EXPECT_THAT(back.ingest.corpus, ElementsAre("/moved/a"));
  EXPECT_EQ(back.train.dim, 7u);
}

TEST(Resume, KeepsCheckpointsWhereTheyAre) {
  TrainSettings settings;
  settings.resume = "/kept";
  KeepCheckpointsWhereTheyAre(settings);
  EXPECT_EQ(settings.checkpoint, "/kept");
  ApplyArguments(std::vector<std::string>{"--checkpoint", "/other"}, settings);
  try {
    KeepCheckpointsWhereTheyAre(settings);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr("--checkpoint is /other"));
  }
}

}  // namespace
}  // namespace hogvec
