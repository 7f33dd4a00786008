#ifndef HOGVEC_LAYOUT_PHASE_TELLER_H_
#define HOGVEC_LAYOUT_PHASE_TELLER_H_

#include <array>
#include <chrono>
#include <cstddef>

#include "base/stopwatch.h"
#include "hogvec/layout.h"

namespace hogvec {

// What a layout is made of, to foresee how long each phase takes.
struct LayoutSize {
  std::size_t words = 0, landmarks = 0, dim = 0, iterations = 0;
};

// Tells an observer how far a layout is, at most twice a second.
class PhaseTeller {
 public:
  PhaseTeller(const LayoutSize& size, LayoutObserver& observer);

  // `done`, from 0 to 1, of a phase. Phases follow each other in the order of their names.
  void Tell(LayoutProgress::Phase phase, double done);

  // Whether a second has passed since this last said so: time for a picture.
  bool IsTimeForPicture();

 private:
  static constexpr std::size_t kPhases = 4;

  LayoutObserver& observer_;
  std::array<double, kPhases> shares_;  // of the whole time; their sum is 1
  Stopwatch watch_;
  double told_ = -1, pictured_ = 0;  // seconds
};

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_PHASE_TELLER_H_
