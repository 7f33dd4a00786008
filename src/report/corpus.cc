#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/numbers.h"
#include "report/sections.h"
#include "report/table.h"

namespace hogvec {
namespace {

constexpr std::size_t kMostTexts = 20;   // named in the page
constexpr double kPointsPerDecade = 24;  // of the curve

std::string TextsHtml(const std::vector<std::string>& texts) {
  std::string html;
  for (std::size_t i = 0; i < std::min(kMostTexts, texts.size()); ++i) {
    html += (i > 0 ? "<br>" : "") + WordHtml(texts[i]);
  }
  if (texts.size() > kMostTexts) {
    html += fmt::format("<br>and {} more", WithCommas(texts.size() - kMostTexts));
  }
  return html;
}

std::string FactsHtml(const RunRecord& record) {
  const TrainSummary& run = record.summary;
  Facts facts;
  facts.Add(record.corpus.size() == 1 ? "text" : "texts", TextsHtml(record.corpus));
  facts.Add("lines", WithCommas(run.lines));
  facts.Add("tokens kept", WithCommas(run.prune.kept_tokens));
  facts.Add("tokens dropped", WithCommas(run.prune.dropped_tokens));
  facts.Add("words kept", WithCommas(run.prune.kept_words));
  facts.Add("words dropped, too rare", WithCommas(run.prune.dropped_words));
  const auto unusual = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) facts.Add(what, WithCommas(count));
  };
  unusual(run.held_out, "tokens held out for validation");
  unusual(run.prune.long_tokens, "tokens dropped, too long");
  unusual(run.prune.stop_tokens, "tokens of stop words, left out");
  unusual(run.prune.signs, "punctuation marks and other signs, left out");
  unusual(run.prune.not_utf8_tokens, "tokens that are not UTF-8, kept");
  unusual(run.prune.nul_tokens, "tokens with a zero byte, kept");
  unusual(run.prune.byte_order_marks, "byte-order marks, skipped");
  unusual(run.started_words, "words with an initial row from other vectors");
  return facts.Html();
}

// Counts at ranks evenly spaced on a logarithmic axis, including the last one.
std::vector<Chart::Point> CurveOf(const std::vector<std::uint64_t>& counts) {
  std::vector<Chart::Point> points;
  std::size_t rank = 0;
  for (double step = 0; rank < counts.size(); ++step) {
    const auto next = static_cast<std::size_t>(std::pow(10, step / kPointsPerDecade));
    if (next <= rank) continue;
    rank = std::min(next, counts.size());
    points.push_back({static_cast<double>(rank), static_cast<double>(counts[rank - 1])});
  }
  return points;
}

// The number of most frequent words that make up half of the tokens.
std::size_t WordsOfHalf(const std::vector<std::uint64_t>& counts) {
  std::uint64_t total = 0, sum = 0;
  for (const std::uint64_t count : counts) total += count;
  std::size_t words = 0;
  while (words < counts.size() && sum < total - total / 2) sum += counts[words++];
  return words;
}

std::string ZipfChart(const RunRecord& record) {
  if (record.counts.empty()) return {};
  const auto first = static_cast<double>(record.counts.front());
  const auto last = static_cast<double>(std::max<std::uint64_t>(1, record.counts.back()));
  const double end = std::min(static_cast<double>(record.counts.size()), first / last);
  return ChartHtml(
      {.title = "How often words occur",
       .summary = fmt::format(
           "Counts fall from {} for the most frequent word to {} for the rarest of {}; the {} most "
           "frequent make up half of all tokens.",
           WithCommas(record.counts.front()), WithCommas(record.counts.back()),
           WithCommas(record.counts.size()), WithCommas(WordsOfHalf(record.counts))),
       .x = {.title = "rank of the word", .scale = Scale::kLogarithmic, .round = false},
       .y = {.title = "times in the text", .scale = Scale::kLogarithmic},
       .series = {{"1 / rank", Chart::Mark::kDashes, 3, {{1, first}, {end, first / end}}},
                  {"this text", Chart::Mark::kLine, 1, CurveOf(record.counts)}}});
}

std::string FrequentTable(const RunRecord& record) {
  using enum Table::Kind;
  Table table(
      "Words by rank",
      {{"rank", kNumber}, {"word"}, {"times", kNumber}, {"cumulative share of tokens", kNumber}});
  for (const auto& [rank, word, count, share] : record.frequent) {
    table.Add({WithCommas(rank), WordHtml(word), WithCommas(count), Percent(share)});
  }
  return table.empty() ? "" : table.Html();
}

}  // namespace

std::string CorpusHtml(const RunRecord& record) {
  std::string half;
  if (!record.counts.empty()) {
    const std::size_t words = WordsOfHalf(record.counts);
    half = fmt::format("<p>{} most frequent word{} up half of all tokens.</p>\n",
                       words == 1 ? "The" : fmt::format("The {}", WithCommas(words)),
                       words == 1 ? " makes" : "s make");
  }
  return half + "<div class=\"charts\">\n" + ZipfChart(record) + "<div>\n" + FactsHtml(record) +
         "</div>\n</div>\n" + FrequentTable(record);
}

}  // namespace hogvec
