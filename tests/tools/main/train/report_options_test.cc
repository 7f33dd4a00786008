#include "main/train/report_options.h"

#include <gmock/gmock.h>

#include <string>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Strings = std::vector<std::string>;

ReportSettings Parsed(const Strings& arguments) {
  ReportSettings report;
  OptionTable table("hogvec train");
  AddReportOptions(table, report);
  table.Parse(arguments);
  return report;
}

Error Complaint(const ReportSettings& report) {
  try {
    CheckReport("hogvec train", report);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::kInternal, ""};
}

TEST(ReportOptions, NameTestSetsAsOftenAsThereAreSome) {
  const ReportSettings report =
      Parsed({"--report=r.html", "--report-pairs=a", "--report-pairs=b", "--report-questions=q"});
  EXPECT_EQ(report.file, "r.html");
  EXPECT_THAT(report.pairs, ElementsAre("a", "b"));
  EXPECT_THAT(report.questions, ElementsAre("q"));
  EXPECT_THAT(report.Inputs(), ElementsAre("a", "b", "q"));
}

TEST(WordsOf, ArePartedByCommas) {
  EXPECT_THAT(WordsOf(Parsed({"--report-words=king, paris,,king"})), ElementsAre("king", "paris"));
  EXPECT_THAT(WordsOf(ReportSettings()), IsEmpty());
}

TEST(WordsOf, StandInAFile) {
  const testing::TempFolder folder;
  const auto file = folder.Write("words", "king \na,b\n\nking\n\t@x\n");
  const ReportSettings report = Parsed({"--report-words=@" + file.string()});
  EXPECT_THAT(WordsOf(report), ElementsAre("king", "a,b", "@x"));
  EXPECT_THAT(report.Inputs(), ElementsAre(file));
}

TEST(WordsOf, AreFoundInTheirFileFromAnotherFolder) {
  EXPECT_EQ(Parsed({"--report-words=@list"}).words,
            "@" + (std::filesystem::current_path() / "list").string());
}

TEST(WordsOf, AreNoMoreThanAPageCanShow) {
  std::string words;
  for (int i = 0; i < 100; ++i) words += std::to_string(i) + ",";
  EXPECT_THAT(WordsOf(Parsed({"--report-words=" + words})), SizeIs(100));
  EXPECT_EQ(Complaint(Parsed({"--report=r", "--report-words=" + words + "x"})).kind(),
            ErrorKind::kUsage);
}

TEST(CheckReport, RefusesOptionsOfNoReport) {
  EXPECT_THAT(Complaint(Parsed({"--report-words=king"})).what(),
              HasSubstr("require --report FILE"));
  EXPECT_EQ(Complaint(Parsed({"--report-pairs=p"})).kind(), ErrorKind::kUsage);
}

TEST(CheckReport, FindsMalformedTestSetsBeforeTraining) {
  const testing::TempFolder folder;
  const std::string good = folder.Write("good", "king queen 7.5\n").string();
  const std::string bad = folder.Write("bad", "king queen 7.5\nking queen\n").string();
  CheckReport("hogvec train", Parsed({"--report=r", "--report-pairs=" + good}));
  EXPECT_EQ(Complaint(Parsed({"--report=r", "--report-pairs=" + bad})).kind(),
            ErrorKind::kMalformed);
  EXPECT_EQ(Complaint(Parsed({"--report=r", "--report-questions=" + good})).kind(),
            ErrorKind::kMalformed);
}

}  // namespace
}  // namespace hogvec
