#ifndef HOGVEC_CLI_PROGRESS_DISPLAY_H_
#define HOGVEC_CLI_PROGRESS_DISPLAY_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "base/number.h"
#include "hogvec/train.h"

namespace hogvec {

// One line that says where a run stands. A bar is at most `columns` wide and leaves out what there
// is no room for: alpha first, then the loss, then the speed.
std::string ProgressBar(const TrainProgress& progress, std::size_t columns);
std::string ProgressLine(const TrainProgress& progress);

// What an epoch came to on text that it has not seen; empty if there is none.
std::string EpochLine(const EpochReport& epoch);

// A loss, or - where no pair of words had one.
std::string LossText(double loss, int digits);

// A number of seconds, shorter than InWords has it: "0:42", "3:05" or "2h10m".
std::string OnTheClock(double seconds);

// Shows a run on stderr: one bar that is redrawn in place on a terminal, else a plain line every
// ten seconds; and a line for each epoch that is validated. `quiet` shows nothing.
class ProgressDisplay : public TrainObserver {
 public:
  explicit ProgressDisplay(bool quiet);
  ~ProgressDisplay() override;
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  void OnVocabulary(const Vocabulary& vocabulary, const PruneReport& report) override;
  void OnProgress(const TrainProgress& progress) override;
  void OnEpoch(const EpochReport& epoch) override;

  // Takes the bar away, so that other lines may follow.
  void Clear();

 private:
  const bool quiet_;
  const bool on_terminal_;
  std::chrono::steady_clock::time_point last_line_ = std::chrono::steady_clock::now();
};

// The lines that say what pruning kept.
std::string PruneLines(const PruneReport& report);

// What becomes of words that are not UTF-8, and what to do, as a line below others.
inline constexpr std::string_view kNotUtf8Advice =
    "          gensim and others can't read these; convert the text first (iconv -f LATIN1 -t "
    "UTF-8)\n"
    "          or give --invalid-utf8 replace\n";

}  // namespace hogvec

#endif  // HOGVEC_CLI_PROGRESS_DISPLAY_H_
