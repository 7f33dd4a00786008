#include "report/chart.h"

#include <gmock/gmock.h>

#include <cmath>

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Chart OneLine(std::vector<Chart::Point> points) {
  return {.title = "Loss",
          .summary = "It falls.",
          .x = {.title = "epochs"},
          .y = {.title = "loss per pair"},
          .series = {{.name = "training", .points = std::move(points)}}};
}

TEST(ChartHtml, SaysWhatItShowsWithUnits) {
  const std::string html = ChartHtml(OneLine({{0, 2}, {5, 1}}));
  EXPECT_THAT(html, HasSubstr("<figcaption>Loss</figcaption>"));
  EXPECT_THAT(html, HasSubstr("role=\"img\" aria-label=\"It falls.\""));
  EXPECT_THAT(html, HasSubstr(">epochs</div>"));
  EXPECT_THAT(html, HasSubstr(">loss per pair</div>"));
  EXPECT_THAT(html, HasSubstr(">training</span>"));
}

TEST(ChartHtml, PutsPointsInTheirPlaces) {
  // The axes go from 0 to 5 and from 1 to 2, and y grows downwards in SVG.
  const std::string html = ChartHtml(OneLine({{0, 2}, {2.5, 1.25}, {5, 1}}));
  EXPECT_THAT(html, HasSubstr("d=\"M0.0 0.0L500.0 750.0L1000.0 1000.0\""));
  EXPECT_THAT(html, HasSubstr("style=\"left:40.00%\">2<"));
  EXPECT_THAT(html, HasSubstr("style=\"top:0.00%\">2.0<"));
}

TEST(ChartHtml, SpreadsDecadesEvenly) {
  Chart chart = OneLine({{1, 1'000}, {10, 100}, {100, 1}});
  chart.x.scale = chart.y.scale = Scale::kLogarithmic;
  EXPECT_THAT(ChartHtml(chart), HasSubstr("d=\"M0.0 0.0L500.0 333.3L1000.0 1000.0\""));
}

TEST(ChartHtml, EndsAnAxisWithItsValuesIfAsked) {
  Chart chart = OneLine({{0, 2}, {7, 1}});
  chart.x.round = false;
  EXPECT_THAT(ChartHtml(chart), HasSubstr("L1000.0 1000.0\""));
  EXPECT_THAT(ChartHtml(chart), Not(HasSubstr(">8<")));
}

TEST(ChartHtml, BeginsWithZeroIfAsked) {
  Chart chart = OneLine({{0, 20}, {1, 18}});
  chart.y.from_zero = true;
  EXPECT_THAT(ChartHtml(chart), HasSubstr("style=\"top:100.00%\">0<"));
}

TEST(ChartHtml, DrawsDotsAsStrokesWithoutLength) {
  Chart chart = OneLine({{0, 2}, {5, 1}});
  chart.series[0].mark = Chart::Mark::kDots;
  EXPECT_THAT(ChartHtml(chart),
              HasSubstr("class=\"dots c1\" d=\"M0.0 0.0h.01M1000.0 1000.0h.01\""));
}

TEST(ChartHtml, LeavesOutWhatCannotBeDrawn) {
  const std::string html = ChartHtml(OneLine({{0, NAN}, {0, 2}, {HUGE_VAL, 1}, {5, 1}}));
  EXPECT_THAT(html, HasSubstr("d=\"M0.0 0.0L1000.0 1000.0\""));
  Chart logarithmic = OneLine({{0, 5}, {1, 10}, {10, -1}, {10, 1}});
  logarithmic.x.scale = logarithmic.y.scale = Scale::kLogarithmic;
  EXPECT_THAT(ChartHtml(logarithmic), HasSubstr("d=\"M0.0 0.0L1000.0 1000.0\""));
}

TEST(ChartHtml, IsNothingWithoutPoints) {
  EXPECT_THAT(ChartHtml(OneLine({})), IsEmpty());
  EXPECT_THAT(ChartHtml(OneLine({{NAN, 1}})), IsEmpty());
}

TEST(ChartHtml, BearsOnePoint) {
  const std::string html = ChartHtml(OneLine({{3, 1}}));
  EXPECT_THAT(html, HasSubstr("h.01"));
  EXPECT_THAT(html, Not(HasSubstr("nan")));
}

TEST(ChartHtml, MovesNamesApart) {
  Chart chart = OneLine({{0, 2}, {5, 1}});
  chart.series.push_back({.name = "validation", .colour = 2, .points = {{0, 2}, {5, 1}}});
  const std::string html = ChartHtml(chart);
  EXPECT_THAT(html, HasSubstr("class=\"name c1\" style=\"top:100.00%\">training"));
  EXPECT_THAT(html, HasSubstr("class=\"name c2\" style=\"top:108.00%\">validation"));
}

TEST(ChartHtml, EscapesItsTexts) {
  Chart chart = OneLine({{0, 2}, {5, 1}});
  chart.title = chart.summary = chart.x.title = chart.y.title = chart.series[0].name = "<&\">";
  EXPECT_THAT(ChartHtml(chart), Not(HasSubstr("<&")));
}

}  // namespace
}  // namespace hogvec
