#include "layout/phase_teller.h"

#include <numeric>

namespace hogvec {
namespace {

// Seconds that the phases take on one thread, as measured on wiki17m (75,154 words of 100
// dimensions), to foresee them for other sizes.
std::array<double, 4> ForeseenSeconds(const LayoutSize& size) {
  const auto words = static_cast<double>(size.words), dim = static_cast<double>(size.dim);
  const auto landmarks = static_cast<double>(size.landmarks);
  const double others = words - landmarks;
  return {words * landmarks * (dim + 10) * 2.2e-11,
          landmarks * static_cast<double>(size.iterations) * 3.5e-7, others * 2e-5,
          words * (3e-5 + dim * 5e-8) + 1e-3};
}

}  // namespace

const char* NameOf(LayoutProgress::Phase phase) {
  switch (phase) {
    case LayoutProgress::Phase::kNeighbours:
      return "finding neighbours";
    case LayoutProgress::Phase::kMoving:
      return "moving words";
    case LayoutProgress::Phase::kPlacing:
      return "placing rare words";
    case LayoutProgress::Phase::kJudging:
      return "judging the map";
  }
  return "";
}

PhaseTeller::PhaseTeller(const LayoutSize& size, LayoutObserver& observer)
    : observer_(observer), shares_(ForeseenSeconds(size)) {
  const double all = std::accumulate(shares_.begin(), shares_.end(), 0.0);
  for (double& share : shares_) share /= all;
}

void PhaseTeller::Tell(LayoutProgress::Phase phase, double done) {
  constexpr double kInterval = 0.5, kFirstForecast = 1;
  const double seconds = watch_.Seconds();
  if (told_ >= 0 && seconds < told_ + kInterval) return;
  told_ = seconds;
  const auto number = static_cast<std::size_t>(phase);
  const double before = std::accumulate(shares_.begin(), shares_.begin() + number, 0.0);
  LayoutProgress progress{.phase = phase, .done = before + done * shares_[number]};
  if (seconds > kFirstForecast && progress.done > 0) {
    progress.seconds_left = seconds * (1 - progress.done) / progress.done;
  }
  observer_.OnProgress(progress);
}

bool PhaseTeller::IsTimeForPicture() {
  constexpr double kInterval = 1;
  const double seconds = watch_.Seconds();
  if (seconds < pictured_ + kInterval) return false;
  pictured_ = seconds;
  return true;
}

}  // namespace hogvec
