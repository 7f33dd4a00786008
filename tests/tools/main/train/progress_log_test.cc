#include "main/train/progress_log.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

using Json = nlohmann::json;
using testing::TempFolder;

TrainProgress Training() {
  TrainProgress progress;
  progress.phase = TrainProgress::Phase::kTraining;
  progress.epoch = 2, progress.epochs = 5;
  progress.tokens_done = 30, progress.tokens_total = 100;
  progress.loss = 1.5;
  return progress;
}

std::vector<Json> LinesOf(const std::filesystem::path& path) {
  std::vector<Json> lines;
  std::string content = ReadWholeFile(path);
  for (std::size_t end; (end = content.find('\n')) != std::string::npos;
       content.erase(0, end + 1)) {
    lines.push_back(Json::parse(content.substr(0, end)));
  }
  return lines;
}

TEST(ProgressLog, WritesALinePerReportAndTheSummary) {
  const TempFolder folder;
  const auto path = folder.Write("log", "of before\n");
  ProgressLog log(path, false);
  log.Add(TrainProgress{});
  log.Add(Training());
  EXPECT_EQ(LinesOf(path).size(), 2u) << "as it goes";
  log.Finish(R"({"tokens": 7})");
  const auto lines = LinesOf(path);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0]["event"], "reading");
  EXPECT_EQ(lines[1]["event"], "training");
  EXPECT_EQ(lines[1]["loss"], 1.5);
  EXPECT_EQ(lines[1]["tokens_total"], 100);
  EXPECT_EQ(lines[2]["event"], "summary");
  EXPECT_EQ(lines[2]["tokens"], 7);
  for (const Json& line : lines) EXPECT_EQ(line["v"], 1);
}

TEST(ProgressLog, TellsOfEpochsAndHeldOutText) {
  const TempFolder folder;
  const auto path = folder.path() / "log";
  const Vocabulary vocabulary({{"a", 2}});
  const EmbeddingTable input(1, 4);
  HeldOutLoss held_out{.loss = 2.5, .pairs = 7, .tokens = 9, .bands = {{0, 1, 2.5, 7}}};
  ProgressLog log(path, false);
  log.Add(EpochReport{.epoch = 1,
                      .epochs = 3,
                      .loss = 1.5,
                      .vocabulary = vocabulary,
                      .input = input,
                      .output = input});
  log.Add(EpochReport{.epoch = 2,
                      .epochs = 3,
                      .loss = 1.25,
                      .held_out = &held_out,
                      .vocabulary = vocabulary,
                      .input = input,
                      .output = input});
  const auto lines = LinesOf(path);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["event"], "epoch");
  EXPECT_EQ(lines[0]["loss"], 1.5);
  EXPECT_FALSE(lines[0].contains("held_out"));
  EXPECT_EQ(lines[1]["epoch"], 2);
  EXPECT_EQ(lines[1]["held_out"]["loss"], 2.5);
  EXPECT_EQ(lines[1]["held_out"]["bands"][0]["pairs"], 7);
}

TEST(ProgressLog, IsAddedToIfTold) {
  const TempFolder folder;
  const auto path = folder.Write("log", "{}\n");
  ProgressLog(path, true).Add(TrainProgress{});
  EXPECT_EQ(LinesOf(path).size(), 2u);
}

TEST(ProgressLog, SaysAtTheEndWhatFailed) {
  ProgressLog log("/dev/full", false);
  log.Add(TrainProgress{});
  EXPECT_THROW(log.Finish("{}"), Error);
}

TEST(ProgressLog, WithoutAFileWritesNothing) {
  ProgressLog log;
  log.Add(TrainProgress{});
  EXPECT_NO_THROW(log.Finish("{}"));
}

}  // namespace
}  // namespace hogvec
