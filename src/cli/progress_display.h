#ifndef HOGVEC_CLI_PROGRESS_DISPLAY_H_
#define HOGVEC_CLI_PROGRESS_DISPLAY_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "hogvec/train.h"

namespace hogvec {

// One line that says where a run stands, at most `columns` wide: with a bar where a terminal shows
// it, in plain words otherwise.
std::string ProgressBar(const TrainProgress& progress, std::size_t columns);
std::string ProgressLine(const TrainProgress& progress);

// A number of seconds as people say it: "42 s", "3 min 05 s", "2 h 10 min".
std::string InWords(double seconds);

// A count with commas between its thousands.
std::string WithCommas(std::uint64_t count);

// Shows a run on stderr: one bar that is redrawn in place on a terminal, else a plain line every
// ten seconds. `quiet` shows nothing.
class ProgressDisplay : public TrainObserver {
 public:
  explicit ProgressDisplay(bool quiet);

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override;
  void OnProgress(const TrainProgress& progress) override;

  // Takes the bar away, so that other lines may follow.
  void Clear();

 private:
  const bool quiet_;
  const bool on_terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_line_ = std::chrono::steady_clock::now();
};

// The line that says what pruning kept.
std::string PruneLine(const PruneReport& report);

}  // namespace hogvec

#endif  // HOGVEC_CLI_PROGRESS_DISPLAY_H_
