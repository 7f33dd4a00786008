#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/number.h"
#include "report/chart.h"
#include "report/numbers.h"
#include "report/sections.h"
#include "report/table.h"

namespace hogvec {
namespace {

bool IsValidated(const RunRecord& record) {
  return std::ranges::any_of(record.epochs,
                             [](const auto& epoch) { return epoch.held_out.has_value(); });
}

// The epoch with the lowest loss on the validation text; there is one.
const RunRecord::Epoch& BestEpoch(const RunRecord& record) {
  const auto loss = [](const RunRecord::Epoch& epoch) {
    return epoch.held_out ? epoch.held_out->loss : HUGE_VAL;
  };
  return *std::ranges::min_element(record.epochs, {}, loss);
}

// "loss per pair" or "loss per window".
std::string LossPerUnit(const RunRecord& record) {
  return fmt::format("loss per {}", UnitOfLoss(record.architecture));
}

std::string LossSummary(const RunRecord& record) {
  if (record.epochs.empty()) return fmt::format("The {} over the epochs.", LossPerUnit(record));
  const RunRecord::Epoch &first = record.epochs.front(), &last = record.epochs.back();
  std::string summary =
      fmt::format("The mean {} was {} over epoch {} and {} over epoch {}.", LossPerUnit(record),
                  Fixed(first.loss, 4), first.number, Fixed(last.loss, 4), last.number);
  if (IsValidated(record)) {
    summary += fmt::format(" On the validation text it was lowest after epoch {}, {}.",
                           BestEpoch(record).number, Fixed(BestEpoch(record).held_out->loss, 4));
  }
  return summary;
}

// The upper end of the curve of moments: the first values, of untrained rows, would squeeze all
// later ones against the axis.
double MostDrawn(const RunRecord& record) {
  if (record.epochs.size() < 2) return HUGE_VAL;
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const RunRecord::Epoch& epoch : record.epochs) {
    const double held_out = epoch.held_out ? epoch.held_out->loss : epoch.loss;
    low = std::min({low, epoch.loss, held_out});
    high = std::max({high, epoch.loss, held_out});
  }
  return high + (high - low) / 4;
}

// Whether moments show more than the epochs do: in a short run they coincide with the epochs' ends.
bool ShowsMoments(const RunRecord& record) {
  return record.moments.size() > 2 * record.epochs.size();
}

// The mean over an epoch is drawn at its middle, a value measured at its end there.
std::string LossChart(const RunRecord& record) {
  Chart::Series recent{"", Chart::Mark::kThinLine, 1}, means{"training", Chart::Mark::kLine, 1},
      mean_dots{"", Chart::Mark::kDots, 1}, held_out{"validation", Chart::Mark::kLine, 2},
      held_out_dots{"", Chart::Mark::kDots, 2};
  for (const auto& moment : record.moments) {
    if (ShowsMoments(record) && moment.loss <= MostDrawn(record))
      recent.points.push_back({moment.epochs, moment.loss});
  }
  for (const auto& epoch : record.epochs) {
    const auto number = static_cast<double>(epoch.number);
    if (!std::isnan(epoch.loss)) means.points.push_back({number - 0.5, epoch.loss});
    if (epoch.held_out) held_out.points.push_back({number, epoch.held_out->loss});
  }
  mean_dots.points = means.points;
  held_out_dots.points = held_out.points;
  if (!IsValidated(record)) means.name.clear();
  return ChartHtml({.title = "Loss",
                    .summary = LossSummary(record),
                    .x = {.title = "epochs", .from_zero = true, .round = false},
                    .y = {.title = LossPerUnit(record)},
                    .series = {recent, means, mean_dots, held_out, held_out_dots}});
}

struct Unit {
  const char* name;
  double size;
};

// The largest unit of which the greatest value has at least two.
template <std::size_t kSize>
Unit UnitFor(double greatest, const std::array<Unit, kSize>& units) {
  Unit chosen = units[0];
  for (const Unit& unit : units) {
    if (greatest >= 2 * unit.size) chosen = unit;
  }
  return chosen;
}

// Speeds between consecutive moments, drawn halfway between them.
std::vector<Chart::Point> Speeds(const RunRecord& record) {
  std::vector<Chart::Point> speeds;
  RunRecord::Moment before;
  // The first moment includes the work of an earlier run.
  if (record.resumed && !record.moments.empty()) before = record.moments.front();
  for (const RunRecord::Moment& moment : record.moments) {
    const double seconds = moment.seconds - before.seconds;
    if (seconds <= 0 || moment.tokens < before.tokens) continue;
    speeds.push_back({before.seconds + seconds / 2,
                      static_cast<double>(moment.tokens - before.tokens) / seconds});
    before = moment;
  }
  return speeds;
}

std::string SpeedChart(const RunRecord& record) {
  std::vector<Chart::Point> speeds = Speeds(record);
  if (speeds.size() < 2) return {};
  double most = 0, longest = speeds.back().x;
  for (const Chart::Point& point : speeds) most = std::max(most, point.y);
  const Unit time =
      UnitFor(longest, std::array<Unit, 3>{{{"seconds", 1}, {"minutes", 60}, {"hours", 3600}}});
  const Unit speed = UnitFor(
      most,
      std::array<Unit, 3>{{{"words/s", 1}, {"thousand words/s", 1e3}, {"million words/s", 1e6}}});
  for (Chart::Point& point : speeds) point = {point.x / time.size, point.y / speed.size};
  return ChartHtml(
      {.title = "Speed",
       .summary = fmt::format("{} words per second over the training.",
                              ShortNumber(record.summary.words_per_second)),
       .x = {.title = fmt::format("{} of training", time.name), .from_zero = true, .round = false},
       .y = {.title = speed.name, .from_zero = true},
       .series = {{.mark = Chart::Mark::kLine, .colour = 3, .points = speeds}}});
}

std::string EpochsTable(const RunRecord& record) {
  using enum Table::Kind;
  const bool validated = IsValidated(record);
  std::vector<Table::Column> columns{
      {"epoch", kNumber}, {"ended after", kNumber}, {LossPerUnit(record), kNumber}};
  if (validated) columns.push_back({"validation loss", kNumber});
  Table table("Loss by epoch", columns);
  for (const RunRecord::Epoch& epoch : record.epochs) {
    std::vector<std::string> cells{fmt::to_string(epoch.number), Seconds(epoch.seconds),
                                   Fixed(epoch.loss, 4)};
    if (validated) cells.push_back(epoch.held_out ? Fixed(epoch.held_out->loss, 4) : "");
    table.Add(cells);
  }
  return table.empty() ? "" : Folded("The epochs as a table", table.Html());
}

// How to read the charts.
std::string LegendHtml(const RunRecord& record) {
  std::string text = fmt::format("A dot in the middle of an epoch is the mean over its {}s.",
                                 UnitOfLoss(record.architecture));
  if (ShowsMoments(record)) text += " The thin line is the mean since the previous point.";
  if (ShowsMoments(record) && record.moments.front().loss > MostDrawn(record)) {
    text +=
        fmt::format(" It begins above the chart, at {}.", Fixed(record.moments.front().loss, 2));
  }
  if (IsValidated(record)) {
    text +=
        " The validation loss is measured at the end of each epoch, with fresh negatives: compare "
        "the shapes of the two curves, not their heights. The workers pause meanwhile, so the "
        "speed "
        "drops.";
  }
  return "<p class=\"note\">" + text + "</p>\n";
}

}  // namespace

std::string TrainingHtml(const RunRecord& record) {
  return "<div class=\"charts\">\n" + LossChart(record) + SpeedChart(record) + "</div>\n" +
         LegendHtml(record) + EpochsTable(record);
}

std::string HeldOutHtml(const RunRecord& record) {
  if (!IsValidated(record)) return {};
  using enum Table::Kind;
  const auto validated = [](const RunRecord::Epoch& epoch) { return epoch.held_out.has_value(); };
  const RunRecord::Epoch& first = *std::ranges::find_if(record.epochs, validated);
  const RunRecord::Epoch& best = BestEpoch(record);
  const std::string units = fmt::format("{}s", UnitOfLoss(record.architecture));
  Table table(fmt::format("The {} on the validation text, by the rank of the centre word",
                          LossPerUnit(record)),
              {{"ranks"},
               {units, kNumber},
               {fmt::format("epoch {}", first.number), kNumber},
               {fmt::format("epoch {}, the best", best.number), kNumber},
               {""}});
  double most = 0;
  for (const auto& band : best.held_out->bands) most = std::max(most, band.loss);
  for (std::size_t i = 0; i < best.held_out->bands.size(); ++i) {
    const HeldOutLoss::Band& band = best.held_out->bands[i];
    const auto& early = first.held_out->bands;
    table.Add({fmt::format("{}\xe2\x80\x93{}", WithCommas(band.first + 1), WithCommas(band.last)),
               WithCommas(band.pairs),
               i < early.size() && band.pairs > 0 ? Fixed(early[i].loss, 4) : "",
               band.pairs > 0 ? Fixed(band.loss, 4) : "", BarHtml(band.loss / most)});
  }
  return fmt::format(
             "<p>{} tokens of the validation text are in the vocabulary and form {} {}.</p>\n",
             WithCommas(best.held_out->tokens), WithCommas(best.held_out->pairs), units) +
         table.Html();
}

}  // namespace hogvec
