#ifndef HOGVEC_MAIN_TRAIN_PROGRESS_LOG_H_
#define HOGVEC_MAIN_TRAIN_PROGRESS_LOG_H_

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "hogvec/train.h"
#include "io/file.h"

namespace hogvec {

// `--log-json`: a line of JSON per report of progress, written as it comes, so that another program
// can follow a run; the last line is the summary. README.md has the keys. A file of before is
// emptied, or, if a run is resumed, added to.
//
// For one thread at a time. What can't be written ends no training: Finish() says it.
class ProgressLog {
 public:
  ProgressLog() = default;  // writes nothing

  // Throws Error{kCannotCreate}.
  ProgressLog(const std::filesystem::path& path, bool append);

  void Add(const TrainProgress& progress);
  void Add(const EpochReport& epoch);

  // Adds the summary, an object of JSON, and closes the file. Throws Error{kIo} for the first thing
  // that could not be written.
  void Finish(const std::string& summary_json);

 private:
  double Seconds() const;
  void WriteLine(const std::string& line);

  File file_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::optional<Error> failure_;
};

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_PROGRESS_LOG_H_
