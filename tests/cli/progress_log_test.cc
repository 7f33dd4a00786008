#include "cli/progress_log.h"

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
  log.Add({});
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

TEST(ProgressLog, IsAddedToIfTold) {
  const TempFolder folder;
  const auto path = folder.Write("log", "{}\n");
  ProgressLog(path, true).Add({});
  EXPECT_EQ(LinesOf(path).size(), 2u);
}

TEST(ProgressLog, SaysAtTheEndWhatFailed) {
  ProgressLog log("/dev/full", false);
  log.Add({});
  EXPECT_THROW(log.Finish("{}"), Error);
}

TEST(ProgressLog, WithoutAFileWritesNothing) {
  ProgressLog log;
  log.Add({});
  EXPECT_NO_THROW(log.Finish("{}"));
}

}  // namespace
}  // namespace hogvec
