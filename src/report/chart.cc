#include "report/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "report/html.h"

namespace hogvec {
namespace {

constexpr double kSide = 1000;  // width and height of the drawing, in its own units
constexpr std::size_t kMostTicks = 5;
constexpr double kLabelHeight = 8;  // per cent of the chart's height

bool Fits(double value, const Chart::Axis& axis) {
  return std::isfinite(value) && (axis.scale == Scale::kLinear || value > 0);
}

// The position of a value along an axis: 0 at its low end, 1 at its high end.
struct Placing {
  Ticks ticks;
  Scale scale;

  double operator()(double value) const {
    const auto at = [this](double v) { return scale == Scale::kLogarithmic ? std::log10(v) : v; };
    return (at(value) - at(ticks.low)) / (at(ticks.high) - at(ticks.low));
  }
};

// Makes the axis end with its values.
void CutTo(double low, double high, Ticks& ticks) {
  const double slack = (high - low) * 1e-9;
  if (!(high > low)) return;
  std::erase_if(ticks.ticks,
                [&](const Tick& t) { return t.value < low - slack || t.value > high + slack; });
  ticks.low = low;
  ticks.high = high;
}

template <typename Value>
Placing PlacingFor(const Chart& chart, const Chart::Axis& axis, Value value) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Chart::Series& series : chart.series) {
    for (const Chart::Point& point : series.points) {
      low = std::min(low, value(point));
      high = std::max(high, value(point));
    }
  }
  if (axis.from_zero) low = std::min(low, 0.);
  Ticks ticks = axis.scale == Scale::kLogarithmic ? LogTicks(low, high, kMostTicks + 2)
                                                  : LinearTicks(low, high, kMostTicks);
  if (!axis.round) CutTo(low, high, ticks);
  return {std::move(ticks), axis.scale};
}

// A chart all of whose points can be drawn.
Chart WithoutWhatDoesNotFit(Chart chart) {
  for (Chart::Series& series : chart.series) {
    std::erase_if(series.points, [&](const Chart::Point& point) {
      return !Fits(point.x, chart.x) || !Fits(point.y, chart.y);
    });
  }
  std::erase_if(chart.series, [](const Chart::Series& series) { return series.points.empty(); });
  return chart;
}

// Draws a chart that has points.
class Drawing {
 public:
  explicit Drawing(const Chart& chart)
      : chart_(chart),
        x_(PlacingFor(chart, chart.x, [](const Chart::Point& point) { return point.x; })),
        y_(PlacingFor(chart, chart.y, [](const Chart::Point& point) { return point.y; })) {}

  std::string Svg() const {
    std::string svg = fmt::format(
        "<svg viewBox=\"0 0 {0:g} {0:g}\" preserveAspectRatio=\"none\" focusable=\"false\">"
        "<path class=\"grid\" d=\"{1}\"/>",
        kSide, Grid());
    for (const Chart::Series& series : chart_.series) {
      svg += fmt::format("<path class=\"{} c{}\" d=\"{}\"/>", ClassOf(series.mark), series.colour,
                         PathOf(series));
    }
    return svg + "</svg>";
  }

  std::string Labels() const {
    std::string labels;
    for (const Tick& tick : y_.ticks.ticks) {
      labels += fmt::format("<span class=\"y\" style=\"top:{:.2f}%\">{}</span>",
                            100 * (1 - y_(tick.value)), Escaped(tick.label));
    }
    for (const Tick& tick : x_.ticks.ticks) {
      labels += fmt::format("<span class=\"x\" style=\"left:{:.2f}%\">{}</span>",
                            100 * x_(tick.value), Escaped(tick.label));
    }
    return labels + Names();
  }

 private:
  static const char* ClassOf(Chart::Mark mark) {
    switch (mark) {
      case Chart::Mark::kThinLine:
        return "line thin";
      case Chart::Mark::kDots:
        return "dots";
      case Chart::Mark::kDashes:
        return "line dashed";
      case Chart::Mark::kLine:
        break;
    }
    return "line";
  }

  std::string At(const Chart::Point& point) const {
    return fmt::format("{:.1f} {:.1f}", kSide * x_(point.x), kSide * (1 - y_(point.y)));
  }

  std::string Grid() const {
    std::string path;
    for (const Tick& tick : y_.ticks.ticks) {
      path += fmt::format("M0 {:.1f}H{:g}", kSide * (1 - y_(tick.value)), kSide);
    }
    return path;
  }

  // A dot is a very short stroke with round caps: it stays round however the drawing is stretched.
  // So does a line with one point.
  std::string PathOf(const Chart::Series& series) const {
    std::string path;
    const bool dots = series.mark == Chart::Mark::kDots || series.points.size() == 1;
    for (const Chart::Point& point : series.points) {
      path += (dots || path.empty() ? "M" : "L") + At(point) + (dots ? "h.01" : "");
    }
    return path;
  }

  // The names of the series at the ends of their curves, moved apart where they would overlap.
  std::string Names() const {
    struct Name {
      double top;
      const Chart::Series* series;
    };
    std::vector<Name> names;
    for (const Chart::Series& series : chart_.series) {
      if (!series.name.empty()) names.push_back({100 * (1 - y_(series.points.back().y)), &series});
    }
    std::ranges::sort(names, {}, &Name::top);
    std::string labels;
    double least = 0;
    for (const Name& name : names) {
      const double top = std::max(name.top, least);
      least = top + kLabelHeight;
      labels += fmt::format("<span class=\"name c{}\" style=\"top:{:.2f}%\">{}</span>",
                            name.series->colour, top, Escaped(name.series->name));
    }
    return labels;
  }

  const Chart& chart_;
  const Placing x_, y_;
};

}  // namespace

std::string ChartHtml(const Chart& given) {
  const Chart chart = WithoutWhatDoesNotFit(given);
  if (chart.series.empty()) return {};
  const Drawing drawing(chart);
  const bool named =
      std::ranges::any_of(chart.series, [](const auto& s) { return !s.name.empty(); });
  return fmt::format(
      "<figure class=\"chart\">\n<figcaption>{}</figcaption>\n"
      "<div role=\"img\" aria-label=\"{}\" class=\"frame{}\">\n"
      "<div class=\"axis\">{}</div>\n<div class=\"plot\">{}{}</div>\n"
      "<div class=\"axis below\">{}</div>\n</div>\n</figure>\n",
      Escaped(chart.title), Escaped(chart.summary), named ? " named" : "", Escaped(chart.y.title),
      drawing.Svg(), drawing.Labels(), Escaped(chart.x.title));
}

}  // namespace hogvec
