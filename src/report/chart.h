#ifndef HOGVEC_REPORT_CHART_H_
#define HOGVEC_REPORT_CHART_H_

#include <string>
#include <vector>

#include "report/ticks.h"

namespace hogvec {

// A chart of curves over two axes. Lines and dots are SVG, which stretches with the page while its
// strokes keep their width; labels are text of the page around it, so that they are legible at any
// width.
struct Chart {
  struct Point {
    double x = 0, y = 0;
  };

  enum class Mark { kLine, kThinLine, kDots, kDashes };

  struct Series {
    std::string name = {};  // shown at the end of the curve; empty if the title says it
    Mark mark = Mark::kLine;
    int colour = 1;  // of those in the style: 1, 2 or 3
    std::vector<Point> points = {};
  };

  struct Axis {
    std::string title;  // with its unit
    Scale scale = Scale::kLinear;
    bool from_zero = false;
    bool round = true;  // whether it extends to the next tick
  };

  std::string title;
  std::string summary;  // one sentence for readers who can't see the chart
  Axis x, y;
  std::vector<Series> series = {};
};

// The chart as an element, or an empty string if none of its points can be drawn: points must be
// finite and, on a logarithmic axis, above zero. Texts are escaped. Pure.
std::string ChartHtml(const Chart& given);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_CHART_H_
