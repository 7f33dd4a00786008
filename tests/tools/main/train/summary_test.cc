#include "main/train/summary.h"

#include <gmock/gmock.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

TrainSettings Settings() {
  TrainSettings settings;
  settings.ingest.corpus = {"a.txt", "b.txt"};
  settings.output = "v.bin";
  settings.summary = "s.json";
  return settings;
}

RunReport Report() {
  RunReport report;
  report.training.tokens = 16'718'844;
  report.training.held_out = 718'844;
  report.training.epochs = 3;
  report.training.kept_epoch = 2;
  report.training.validation = {
      {.loss = 2.75, .pairs = 1}, {.loss = 2.25, .pairs = 1}, {.loss = 2.5, .pairs = 1}};
  report.training.seconds_validating = 0.25;
  report.training.lines = 1'000;
  report.training.words_per_second = 13.2e6;
  report.training.seconds_reading = 1;
  report.training.seconds_training = 6;
  report.training.loss = 1.5;
  report.training.first_loss = 2.5;
  report.training.threads = 2;
  report.training.kernel = "avx2";
  report.training.prune.dropped_words = 7;
  report.training.prune.dropped_tokens = 8;
  report.words = 71'290;
  report.seconds_writing = 0.5;
  report.seconds_total = 7.5;
  report.peak_rss_bytes = 123'000'000;
  return report;
}

TEST(SummaryJson, HoldsAllMeasurements) {
  const Json json = Json::parse(SummaryJson(Settings(), Report()));
  EXPECT_EQ(json["tokens"], 16'718'844);
  EXPECT_EQ(json["words"], 71'290);
  EXPECT_EQ(json["words_per_second"], 13.2e6);
  EXPECT_EQ(json["seconds"], Json({{"reading", 1.0},
                                   {"training", 6.0},
                                   {"validating", 0.25},
                                   {"fitting", 0.0},
                                   {"writing", 0.5},
                                   {"total", 7.5}}));
  EXPECT_EQ(json["epochs"], 3);
  EXPECT_EQ(json["kept_epoch"], 2);
  EXPECT_EQ(json["held_out_tokens"], 718'844);
  ASSERT_EQ(json["validation"].size(), 3u);
  EXPECT_EQ(json["validation"][1]["loss"], 2.25);
  EXPECT_EQ(json["peak_rss_bytes"], 123'000'000);
  EXPECT_EQ(json["loss"], 1.5);
  EXPECT_EQ(json["first_loss"], 2.5);
  EXPECT_EQ(json["lines"], 1'000);
  EXPECT_EQ(json["dropped_words"], 7);
  EXPECT_EQ(json["dropped_tokens"], 8);
  EXPECT_EQ(json["threads"], 2);
  EXPECT_EQ(json["kernel"], "avx2");
  EXPECT_EQ(json["corpus"], Json({"a.txt", "b.txt"}));
  EXPECT_EQ(json["output"], "v.bin");
  EXPECT_TRUE(json["version"].is_string());
}

// Each long name in the help, but for --help itself, stands in `options`.
TEST(SummaryJson, HoldsEveryOption) {
  TrainSettings settings = Settings();
  OptionTable table("hogvec train");
  AddTrainOptions(table, settings);
  const Json options = Json::parse(SummaryJson(settings, Report()))["options"];
  std::istringstream help(table.Help());
  std::size_t seen = 0;
  for (std::string word; help >> word;) {
    if (!word.starts_with("--") || word == "--help" || word.find("'") != std::string::npos)
      continue;
    EXPECT_TRUE(options.contains(word.substr(2))) << word;
    ++seen;
  }
  EXPECT_EQ(seen, options.size());
}

TEST(SummaryJson, BearsPathsThatAreNoUtf8AndLossesThatAreNoNumber) {
  TrainSettings settings = Settings();
  settings.output = "v\xff.bin";
  RunReport report = Report();
  report.training.loss = std::numeric_limits<double>::quiet_NaN();
  const Json json = Json::parse(SummaryJson(settings, report));
  EXPECT_EQ(json["output"], "v\xef\xbf\xbd.bin");
  EXPECT_TRUE(json["loss"].is_null());
}

RunReport OfTwoRanks() {
  RunReport report = Report();
  report.training.ranks = {{.tokens = 5,
                            .loss = 2.25,
                            .seconds_waiting = 0.5,
                            .seconds_merging = 1.5,
                            .meetings = 1044,
                            .rows_merged = 7,
                            .bytes_sent = 60'000'000},
                           {.tokens = 6,
                            .loss = 2.5,
                            .seconds_waiting = 0.75,
                            .meetings = 1044,
                            .bytes_sent = 69'000'000}};
  return report;
}

TEST(SummaryJson, HoldsWhatEachRankDid) {
  EXPECT_EQ(Json::parse(SummaryJson(Settings(), Report()))["ranks"], Json::array());
  const Json ranks = Json::parse(SummaryJson(Settings(), OfTwoRanks()))["ranks"];
  ASSERT_EQ(ranks.size(), 2u);
  EXPECT_EQ(ranks[0], Json({{"tokens", 5},
                            {"loss", 2.25},
                            {"seconds_waiting", 0.5},
                            {"seconds_merging", 1.5},
                            {"meetings", 1044},
                            {"rows_merged", 7},
                            {"bytes_sent", 60'000'000}}));
  EXPECT_EQ(ranks[1]["tokens"], 6);
}

TEST(SummaryText, SaysWhatRanksDidIn70Columns) {
  const std::string text = SummaryText(Settings(), OfTwoRanks());
  for (const char* part : {"3 epochs on 2 ranks of 2 threads (avx2)",
                           "2, met 1,044 times; 129 MB sent, 0.75 s waiting at most",
                           "loss 2.2500 to 2.5000 on their own text"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 70u) << line;
}

TEST(SummaryText, SaysWhatWasDoneIn70Columns) {
  const std::string text = SummaryText(Settings(), Report());
  for (const char* part :
       {"16,000,000 tokens x 3 epochs on 2 threads (avx2)", "13.20 M words/s", "1.5000 per pair",
        "2.2500 per pair after epoch 2, the best (first 2.7500)",
        "1.00 reading, 6.00 training, 0.50 writing, 7.50 in all", "123 MB",
        "71,290 x 100: v.bin"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 70u) << line;
}

}  // namespace
}  // namespace hogvec
