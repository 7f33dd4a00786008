#ifndef HOGVEC_MAIN_FIT_PROGRESS_H_
#define HOGVEC_MAIN_FIT_PROGRESS_H_

#include <string>
#include <vector>

#include "hogvec/fit_subwords.h"

namespace hogvec {

// Figures that say where a fit stands, from all to the fewest.
std::vector<std::string> FiguresOf(const FitProgress& progress);

// Shows that on stderr, as a bar on a terminal and else not at all. `quiet` shows nothing.
class FitDisplay : public FitObserver {
 public:
  explicit FitDisplay(bool quiet) : quiet_(quiet) {}
  ~FitDisplay() override;

  void OnProgress(const FitProgress& progress) override;

 private:
  const bool quiet_;
};

// The lines that say what a fit did.
std::string FitLines(const FitReport& report, const Subwords& subwords);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_FIT_PROGRESS_H_
