#ifndef HOGVEC_CLI_LAYOUT_DISPLAY_H_
#define HOGVEC_CLI_LAYOUT_DISPLAY_H_

#include <string>
#include <vector>

#include "hogvec/layout.h"

namespace hogvec {

// Figures that say where a layout stands, from all to the fewest.
std::vector<std::string> FiguresOf(const LayoutProgress& progress);

// Shows that on stderr, as a bar on a terminal and else not at all. `quiet` shows nothing.
class LayoutDisplay : public LayoutObserver {
 public:
  explicit LayoutDisplay(bool quiet) : quiet_(quiet) {}
  ~LayoutDisplay() override;

  void OnProgress(const LayoutProgress& progress) override;

 private:
  const bool quiet_;
};

// A line that says how much of the vectors' space a map keeps.
std::string QualityLine(const MapQuality& quality);

}  // namespace hogvec

#endif  // HOGVEC_CLI_LAYOUT_DISPLAY_H_
