#include "query/scan.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/workers.h"
#include "query/panels.h"
#include "query/search_kernel.h"
#include "query/top_k.h"
#include "query/unit_query.h"

namespace hogvec {
namespace {

// Below this many floats, starting another thread takes longer than it saves.
constexpr std::size_t kFloatsPerThread = std::size_t{1} << 20;

constexpr std::size_t kBlockRows = SearchedRows::kBlockRows;

// Rows per call of the panel kernel: their dots fit into the first-level cache.
constexpr std::size_t kPieceRows = 48;
static_assert(kBlockRows % kPieceRows == 0);

// Whether a row that is near enough may be an answer.
bool IsAllowed(std::size_t row, const AnswerRange& range, std::span<const WordId> excluded) {
  if (row < range.first) return false;
  if (!range.allowed.empty() && range.allowed[row] == 0) return false;
  return std::ranges::find(excluded, ToWordId(row)) == excluded.end();
}

// Runs body(part, begin, end) for parts of the rows from `first` to before `last`, in whole blocks,
// each on its own thread. The first block is a whole one too: it may begin before `first`.
template <typename Body>
void RunParts(std::size_t parts, std::size_t first, std::size_t last, const Body& body) {
  const std::size_t before = std::min(first, last) / kBlockRows;
  const std::size_t blocks = (last + kBlockRows - 1) / kBlockRows - before;
  const auto run = [&](std::size_t part) {
    const std::size_t begin = (before + blocks * part / parts) * kBlockRows;
    body(part, begin, std::min((before + blocks * (part + 1) / parts) * kBlockRows, last));
  };
  if (parts == 1) return run(0);
  RunWorkers(parts, run);
}

// Calls look(part, first, cosines) for each block of the rows, part by part, on as many threads.
template <typename Look>
void ForEachBlock(const SearchedRows& rows, const UnitQuery& unit, std::size_t parts,
                  std::size_t first_row, std::size_t last_row, const Look& look) {
  const DotRowsFunction dot_rows = SearchKernel().dot_rows;
  RunParts(parts, first_row, last_row, [&](std::size_t part, std::size_t begin, std::size_t end) {
    float dots[kBlockRows];
    for (std::size_t first = begin; first < end; first += kBlockRows) {
      const std::span<float> block(dots, std::min(kBlockRows, end - first));
      dot_rows(unit.data(), rows.Address(first), rows.stride(), rows.dim(), block);
      const auto scales = rows.Scales(first);
      for (std::size_t i = 0; i < block.size(); ++i) block[i] *= scales[i];
      look(part, first, block);
    }
  });
}

std::vector<Neighbour> Merge(std::span<TopK> parts, std::size_t count) {
  TopK merged(count);
  for (TopK& part : parts) {
    for (const Neighbour& neighbour : std::move(part).Sorted()) merged.Offer(neighbour);
  }
  return std::move(merged).Sorted();
}

// A panel of questions and the best answers to each so far.
template <typename Rule>
class PanelScan {
 public:
  PanelScan(const SearchedRows& rows, const AnswerRange& range, const Panel<Rule>& panel,
            std::span<TopK> best)
      : rows_(rows), range_(range), panel_(panel), best_(best) {
    std::ranges::fill(least_, 2.0f);  // unused columns accept nothing
    for (std::size_t q = 0; q < best_.size(); ++q) Raise(q);
  }

  // Takes a whole block, or the last rows.
  void Read(std::size_t first, std::size_t count) {
    const DotPanelFunction dot_panel = SearchKernel().dot_panel;
    float dots[kPieceRows * kPanelQueries];
    for (std::size_t at = first; at < first + count; at += kPieceRows) {
      const std::size_t piece = std::min(kPieceRows, first + count - at);
      dot_panel(panel_.values(), rows_.Address(at), rows_.stride(), rows_.dim(), piece, dots);
      const auto scales = rows_.Scales(first).subspan(at - first, piece);
      for (std::size_t r = 0; r < piece; ++r) Look(at + r, scales[r], dots + r * kPanelQueries);
    }
  }

 private:
  // Few rows reach the least score that is kept, so only these are looked at closely.
  void Look(std::size_t row, float scale, const float* dots) {
    float scores[Rule::kQuestions];
    Rule::Score(dots, scale, scores);
    std::int32_t near_enough = 0;  // as wide as a float, so that the loop becomes vector code
    for (std::size_t q = 0; q < Rule::kQuestions; ++q) near_enough += scores[q] >= least_[q];
    if (near_enough == 0) return;
    for (std::size_t q = 0; q < best_.size(); ++q) {
      if (!(scores[q] >= least_[q]) || !IsAllowed(row, range_, panel_.excluded(q))) continue;
      best_[q].Offer({ToWordId(row), scores[q]});
      Raise(q);
    }
  }

  void Raise(std::size_t q) { least_[q] = std::max(best_[q].least(), range_.threshold); }

  const SearchedRows& rows_;
  const AnswerRange& range_;
  const Panel<Rule>& panel_;
  std::span<TopK> best_;
  std::array<float, Rule::kQuestions> least_ = {};
};

// Compares all panels with a block of rows before the next block is read.
template <typename Rule>
void ScanPart(const SearchedRows& rows, const AnswerRange& range,
              std::span<const Panel<Rule>> panels, std::size_t begin, std::size_t end,
              std::span<TopK> best) {
  std::vector<PanelScan<Rule>> scans;
  for (std::size_t p = 0; p < panels.size(); ++p) {
    scans.emplace_back(rows, range, panels[p],
                       best.subspan(p * Rule::kQuestions, panels[p].questions()));
  }
  for (std::size_t first = begin; first < end; first += kBlockRows) {
    for (PanelScan<Rule>& scan : scans) scan.Read(first, std::min(kBlockRows, end - first));
  }
}

template <typename Rule>
std::vector<std::vector<Neighbour>> ScanPanels(const SearchedRows& rows, std::size_t last_row,
                                               const AnswerRange& range, std::size_t threads,
                                               std::span<const Panel<Rule>> panels,
                                               std::size_t questions, std::size_t count) {
  const std::size_t parts = std::clamp<std::size_t>(last_row / kBlockRows, 1, threads);
  std::vector<std::vector<TopK>> best(parts, std::vector<TopK>(questions, TopK(count)));
  RunParts(parts, range.first, last_row, [&](std::size_t part, std::size_t begin, std::size_t end) {
    ScanPart(rows, range, panels, begin, end, std::span(best[part]));
  });
  std::vector<std::vector<Neighbour>> answers(questions);
  for (std::size_t q = 0; q < questions; ++q) {
    std::vector<TopK> of_question;
    of_question.reserve(best.size());
    for (auto& part : best) of_question.push_back(std::move(part[q]));
    answers[q] = Merge(of_question, count);
  }
  return answers;
}

}  // namespace

std::size_t Scan::UsefulThreads() const {
  return std::min(threads_, 1 + LastRow() * rows_.dim() / kFloatsPerThread);
}

std::vector<Neighbour> Scan::Nearest(const Query& query, std::size_t count) const {
  const UnitQuery unit(query.values);
  std::vector<TopK> best(UsefulThreads(), TopK(count));
  const auto look = [&](std::size_t part, std::size_t first, std::span<const float> cosines) {
    for (std::size_t i = 0; i < cosines.size(); ++i) {
      if (!(cosines[i] >= best[part].least()) || cosines[i] < range_.threshold) continue;
      if (!IsAllowed(first + i, range_, query.excluded)) continue;
      best[part].Offer({ToWordId(first + i), cosines[i]});
    }
  };
  ForEachBlock(rows_, unit, best.size(), range_.first, LastRow(), look);
  return Merge(best, count);
}

void Scan::Cosines(const Query& query, std::span<float> out) const {
  const UnitQuery unit(query.values);
  const auto copy = [&](std::size_t, std::size_t first, std::span<const float> cosines) {
    const std::size_t skipped = first < range_.first ? range_.first - first : 0;
    std::ranges::copy(cosines.subspan(skipped),
                      out.begin() + static_cast<std::ptrdiff_t>(first + skipped - range_.first));
  };
  if (!out.empty()) ForEachBlock(rows_, unit, UsefulThreads(), range_.first, LastRow(), copy);
}

std::vector<std::vector<Neighbour>> Scan::NearestOfMany(std::span<const Query> queries,
                                                        std::size_t count) const {
  const auto panels = PanelsOf<Cosine>(queries, rows_.dim());
  return ScanPanels<Cosine>(rows_, LastRow(), range_, threads_, panels, queries.size(), count);
}

std::vector<std::vector<Neighbour>> Scan::BestProducts(
    std::span<const std::array<Query, 3>> triples, std::size_t count) const {
  std::vector<Query> columns;
  for (const auto& triple : triples) columns.insert(columns.end(), triple.begin(), triple.end());
  const auto panels = PanelsOf<CosineProduct>(columns, rows_.dim());
  return ScanPanels<CosineProduct>(rows_, LastRow(), range_, threads_, panels, triples.size(),
                                   count);
}

}  // namespace hogvec
