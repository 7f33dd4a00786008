#include "cli/layout_display.h"

#include <fmt/format.h>

#include "cli/progress_display.h"
#include "cli/status_bar.h"

namespace hogvec {

std::vector<std::string> FiguresOf(const LayoutProgress& progress) {
  const std::string phase = NameOf(progress.phase);
  if (progress.seconds_left <= 0) return {phase};
  const std::string left = OnTheClock(progress.seconds_left) + " left";
  return {phase + ", " + left, left};
}

LayoutDisplay::~LayoutDisplay() { EraseStatus(); }

void LayoutDisplay::OnProgress(const LayoutProgress& progress) {
  if (!quiet_) DrawStatus(progress.done, FiguresOf(progress));
}

std::string QualityLine(const MapQuality& quality) {
  return fmt::format(
      "quality   recall {:.3f} of the 10 nearest, trustworthiness {:.3f}, triplets {:.3f}\n",
      quality.recall, quality.trustworthiness, quality.triplets);
}

}  // namespace hogvec
