#include "main/fit_progress.h"

#include <fmt/format.h>

#include "base/number.h"
#include "cli/progress_display.h"
#include "cli/status_bar.h"

namespace hogvec {

std::vector<std::string> FiguresOf(const FitProgress& progress) {
  switch (progress.phase) {
    case FitProgress::Phase::kListing:
      return {"listing n-grams"};
    case FitProgress::Phase::kChecking:
      return {"comparing the words held out", "comparing"};
    case FitProgress::Phase::kFitting:
      break;
  }
  const std::string left =
      progress.seconds_left > 0 ? fmt::format(" {} left", OnTheClock(progress.seconds_left)) : "";
  return {"fitting n-grams" + left, "fitting" + left};
}

FitDisplay::~FitDisplay() { EraseStatus(); }

void FitDisplay::OnProgress(const FitProgress& progress) {
  if (!quiet_) DrawStatus(progress.share, FiguresOf(progress));
}

std::string FitLines(const FitReport& report, const Subwords& subwords) {
  const NgramOptions& ngrams = subwords.options();
  std::string lines = fmt::format(
      "n-grams   {} of {} to {} characters, fitted to {} words: {:.1f} % of their squared length\n",
      WithCommas(report.ngrams), ngrams.min_n, ngrams.max_n, WithCommas(report.words),
      100 * report.explained);
  if (report.left_out > 0) {
    lines += fmt::format("left out  {} words without n-grams or count, or too long\n",
                         WithCommas(report.left_out));
  }
  if (!report.held_out) return lines;
  const HeldOutFit& held_out = *report.held_out;
  return lines +
         fmt::format(
             "held out  {} words: mean cosine with their own vector {:.3f}, {:.3f} for a constant\n"
             "          {:.1f} % are among the 10 words nearest to their fitted vector\n",
             WithCommas(held_out.words), held_out.cosine, held_out.constant,
             100 * held_out.among_ten);
}

}  // namespace hogvec
