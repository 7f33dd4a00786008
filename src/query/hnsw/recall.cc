#include "hogvec/recall.h"

#include <algorithm>
#include <vector>

#include "base/stopwatch.h"
#include "hogvec/error.h"
#include "query/hnsw/breadth.h"
#include "query/scan.h"

namespace hogvec {
namespace {

constexpr std::size_t kMostQuestions = 1000;
constexpr std::size_t kNearest = 10;
constexpr std::size_t kFirstTried = 50, kLastTried = 6400;  // candidates
constexpr double kAim = 0.96;

using Answers = std::vector<std::vector<Neighbour>>;

// Words evenly spread over all rows, from `shift` steps after the first row on.
std::vector<Query> SomeQuestions(const SearchedRows& rows, double shift) {
  const std::size_t count = std::min(rows.size(), kMostQuestions);
  const double step = static_cast<double>(rows.size()) / static_cast<double>(count);
  std::vector<Query> questions;
  for (std::size_t i = 0; i < count; ++i) {
    const auto row = static_cast<std::size_t>((static_cast<double>(i) + shift) * step);
    const WordId word = ToWordId(std::min(row, rows.size() - 1));
    if (rows.Scale(ToIndex(word)) > 0) questions.push_back({rows.Unit(word), {word}});
  }
  return questions;
}

Answers ExactAnswers(const SearchedRows& rows, std::size_t threads,
                     std::span<const Query> questions) {
  const AnswerRange all;
  return Scan(rows, all, threads).NearestOfMany(questions, kNearest);
}

double ShareFound(const Answers& exact, const Answers& found) {
  std::size_t all = 0, common = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    all += exact[i].size();
    for (const Neighbour& each : exact[i]) {
      common += std::ranges::find(found[i], each.id, &Neighbour::id) == found[i].end() ? 0 : 1;
    }
  }
  return all == 0 ? 1 : static_cast<double>(common) / static_cast<double>(all);
}

}  // namespace

Recall MeasureRecall(const NeighbourSearch& search, const GraphIndex& index, std::size_t breadth) {
  if (!index.IsOf(search)) throw Error(ErrorKind::kUsage, "the index is one of other rows");
  const SearchedRows& rows = *SearchInternals::Rows(search);
  const std::vector<Query> questions = SomeQuestions(rows, 0);
  const auto asked = static_cast<double>(std::max<std::size_t>(1, questions.size()));
  Recall recall{.questions = questions.size()};
  const Stopwatch exact_watch;
  const Answers exact = ExactAnswers(rows, search.threads(), questions);
  recall.exact_seconds = exact_watch.Seconds() / asked;
  const Stopwatch index_watch;
  const Answers found = index.NearestOfMany(questions, kNearest, breadth);
  recall.index_seconds = index_watch.Seconds() / asked;
  recall.share = ShareFound(exact, found);
  return recall;
}

std::size_t BreadthFor(const GraphIndex& index, const SearchedRows& rows, std::size_t threads,
                       const std::stop_token& stop) {
  const std::vector<Query> questions = SomeQuestions(rows, 0.5);
  const Answers exact = ExactAnswers(rows, threads, questions);
  std::size_t breadth = kFirstTried;
  while (breadth < kLastTried) {
    if (stop.stop_requested()) throw Interrupted("stopped before the index was complete");
    if (ShareFound(exact, index.NearestOfMany(questions, kNearest, breadth)) >= kAim) break;
    breadth = std::min(breadth + breadth / 2, kLastTried);
  }
  return breadth;
}

}  // namespace hogvec
