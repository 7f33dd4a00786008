#ifndef HOGVEC_MAIN_TRAIN_REPORT_OPTIONS_H_
#define HOGVEC_MAIN_TRAIN_REPORT_OPTIONS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "cli/option_table.h"
#include "hogvec/evaluation.h"

namespace hogvec {

// What the page that --report writes is to show.
struct ReportSettings {
  std::filesystem::path file;  // empty: no page
  std::string words;           // to show the neighbours of: separated by commas, or @FILE
  std::vector<std::filesystem::path> pairs;      // sets of judged pairs
  std::vector<std::filesystem::path> questions;  // sets of analogies

  // All files that are read for it.
  std::vector<std::filesystem::path> Inputs() const;
};

// --report and what goes with it. Rows write into `report`.
void AddReportOptions(OptionTable& table, ReportSettings& report);

// The words that `words` names, each once. Throws Error{kUsage} for more than a hundred;
// Error{kNoInput} for a file that can't be read.
std::vector<std::string> WordsOf(const ReportSettings& report);

// Throws what making the page would throw after hours of training: for test sets that are
// malformed, and as WordsOf does. Throws Error{kUsage} for options that need --report.
void CheckReport(const std::string& command, const ReportSettings& report,
                 const TestSetOptions& options = {});

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_REPORT_OPTIONS_H_
