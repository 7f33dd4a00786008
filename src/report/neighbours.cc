#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/number.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/numbers.h"
#include "report/sections.h"
#include "report/table.h"

namespace hogvec {
namespace {

constexpr std::size_t kColumns = 4;  // the most epochs in a table

using List = std::vector<RunRecord::Near>;

bool Has(const List& list, const std::string& word) {
  return std::ranges::find(list, word, &RunRecord::Near::word) != list.end();
}

// The share of the kept list that is in this one.
double ShareThere(const List& list, const List& kept) {
  if (kept.empty()) return 0;
  const auto there =
      std::ranges::count_if(kept, [&](const auto& near) { return Has(list, near.word); });
  return static_cast<double>(there) / static_cast<double>(kept.size());
}

// Epochs that every list has.
std::size_t EpochsOf(const RunRecord& record) {
  std::size_t epochs = record.epochs.size();
  for (const auto& watched : record.watched) epochs = std::min(epochs, watched.neighbours.size());
  return epochs;
}

// The index of the epoch whose rows became the vectors; the last one if it is missing.
std::size_t KeptOf(const RunRecord& record, std::size_t epochs) {
  for (std::size_t i = 0; i < epochs; ++i) {
    if (record.epochs[i].number == record.summary.kept_epoch) return i;
  }
  return epochs - 1;
}

// Indices of the epochs for a table's columns: the first, the last and the kept one, and others
// evenly spaced between them.
std::vector<std::size_t> Chosen(std::size_t epochs, std::size_t kept) {
  std::set<std::size_t> chosen{0, kept, epochs - 1};
  for (std::size_t i = 1; i + 1 < kColumns; ++i) chosen.insert(i * (epochs - 1) / (kColumns - 1));
  return {chosen.begin(), chosen.end()};
}

std::string SettlingChart(const RunRecord& record, std::size_t epochs) {
  if (epochs < 2) return {};
  Chart::Series line{"", Chart::Mark::kLine, 2}, dots{"", Chart::Mark::kDots, 2};
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    double sum = 0;
    for (const auto& watched : record.watched) {
      sum += ShareThere(watched.neighbours[epoch], watched.neighbours[KeptOf(record, epochs)]);
    }
    line.points.push_back({static_cast<double>(record.epochs[epoch].number),
                           100 * sum / static_cast<double>(record.watched.size())});
  }
  dots.points = line.points;
  return ChartHtml(
      {.title = "How soon neighbours become stable",
       .summary = fmt::format(
           "After epoch {}, {:.0f} % of the neighbours of the vectors were there already.",
           record.epochs.front().number, line.points.front().y),
       .x = {.title = "epoch", .round = false},
       .y = {.title = "% of the final neighbours already there", .from_zero = true},
       .series = {line, dots}});
}

std::string CellHtml(const List& list, std::size_t place, const List& kept) {
  if (place >= list.size()) return {};
  const RunRecord::Near& near = list[place];
  return fmt::format("<span class=\"{}\">{}</span> <small>{}</small>",
                     Has(kept, near.word) ? "stays" : "goes", WordHtml(near.word),
                     Fixed(near.similarity, 2));
}

std::string WatchedHtml(const RunRecord& record, const RunRecord::Watched& watched,
                        std::size_t epochs) {
  std::vector<Table::Column> columns{{"", Table::Kind::kNumber}};
  const std::size_t kept_epoch = KeptOf(record, epochs);
  const std::vector<std::size_t> chosen = Chosen(epochs, kept_epoch);
  for (const std::size_t epoch : chosen) {
    const bool says = epoch == kept_epoch && epoch + 1 < epochs;
    columns.push_back(
        {fmt::format("epoch {}{}", record.epochs[epoch].number, says ? ", kept" : "")});
  }
  Table table(fmt::format("Neighbours of {}", watched.word), columns);
  const List& kept = watched.neighbours[kept_epoch];
  for (std::size_t place = 0; place < kept.size(); ++place) {
    std::vector<std::string> cells{fmt::to_string(place + 1)};
    for (const std::size_t epoch : chosen) {
      cells.push_back(CellHtml(watched.neighbours[epoch], place, kept));
    }
    table.Add(cells);
  }
  return fmt::format(
      "<article>\n<h3>{}</h3>\n<p class=\"note\">{} times, rank {}</p>\n{}</article>\n",
      WordHtml(watched.word), WithCommas(watched.count), WithCommas(watched.rank), table.Html());
}

std::string NotFoundHtml(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + WordHtml(word);
  return fmt::format("<p>Not in the vocabulary: {}.</p>\n", list);
}

}  // namespace

std::string NeighboursHtml(const RunRecord& record) {
  const std::size_t epochs = EpochsOf(record);
  if (record.watched.empty() || epochs == 0) return NotFoundHtml(record.not_found);
  std::string words;
  for (const auto& watched : record.watched) words += WatchedHtml(record, watched, epochs);
  const std::string chart = SettlingChart(record, epochs);
  return "<p>The nearest words to some words at the end of an epoch, with their cosines. Those "
         "that "
         "are also nearest in the saved vectors are <span class=\"stays\">set like this</span>, "
         "others <span class=\"goes\">like this</span>.</p>\n" +
         NotFoundHtml(record.not_found) + "<div class=\"words\">\n" + words + "</div>\n" + chart;
}

}  // namespace hogvec
