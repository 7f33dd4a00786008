#include "hogvec/graph_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/monitor.h"
#include "base/reporter.h"
#include "base/stopwatch.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "io/file.h"
#include "query/fingerprint.h"
#include "query/hnsw/breadth.h"
#include "query/hnsw/graph.h"
#include "query/hnsw/graph_file.h"
#include "query/preconditions.h"
#include "query/search_kernel.h"
#include "query/searched_rows.h"
#include "query/top_k.h"
#include "query/unit_query.h"

namespace hogvec {
namespace {

void CheckOptions(const GraphOptions& options) {
  if (options.links < GraphLinks::kFewestLinks || options.links > GraphLinks::kMostLinks) {
    throw Error(ErrorKind::kUsage,
                fmt::format("an index has {} to {} links per word, not {}",
                            GraphLinks::kFewestLinks, GraphLinks::kMostLinks, options.links));
  }
  if (options.build_breadth < 1 || options.build_breadth > GraphLinks::kMostBreadth) {
    throw Error(ErrorKind::kUsage, fmt::format("an index is built with 1 to {} candidates, not {}",
                                               GraphLinks::kMostBreadth, options.build_breadth));
  }
}

// What `make` returns. hnswlib throws std::runtime_error if memory runs out; others pass through.
template <typename Make>
auto TranslatingErrors(const Make& make) {
  try {
    return make();
  } catch (const Error&) {
    throw;
  } catch (const Interrupted&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw Error(ErrorKind::kResource,
                fmt::format("not enough memory for an index: {}", error.what()));
  }
}

IndexProgress LinkingAfter(std::size_t done, std::size_t total, double seconds) {
  const auto share = static_cast<double>(done) / static_cast<double>(total);
  return {IndexProgress::Phase::kLinking, done, total,
          done > 0 ? seconds * (1 - share) / share : 0};
}

using IndexReporter = Reporter<IndexObserver, IndexProgress>;

GraphLinks LinkRows(const SearchedRows& rows, const GraphOptions& options,
                    IndexReporter& reporter) {
  std::atomic<std::size_t> done = 0;
  const Stopwatch watch;
  const Monitor monitor([&] { reporter.Report(LinkingAfter(done, rows.size(), watch.Seconds())); });
  return BuildLinks(rows, options, reporter.stop(), &done);
}

}  // namespace

struct GraphIndex::Parts {
  Parts(const NeighbourSearch& search, GraphLinks all_links)
      : rows(SearchInternals::Rows(search)),
        threads(search.threads()),
        links(std::move(all_links)),
        graph(*rows, links, threads) {}

  const std::shared_ptr<const SearchedRows> rows;
  const std::size_t threads;
  GraphLinks links;
  const Graph graph;
};

GraphIndex::GraphIndex(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
GraphIndex::~GraphIndex() = default;
GraphIndex::GraphIndex(GraphIndex&&) noexcept = default;
GraphIndex& GraphIndex::operator=(GraphIndex&&) noexcept = default;

GraphIndex GraphIndex::Build(const NeighbourSearch& search, const GraphOptions& options,
                             const std::stop_token& stop) {
  IndexObserver silent;
  return Build(search, options, stop, silent);
}

GraphIndex GraphIndex::Build(const NeighbourSearch& search, const GraphOptions& options,
                             const std::stop_token& stop, IndexObserver& observer) {
  CheckOptions(options);
  IndexReporter reporter(observer, stop);
  const auto build = [&] {
    const SearchedRows& rows = *SearchInternals::Rows(search);
    GraphIndex index(std::make_unique<Parts>(search, LinkRows(rows, options, reporter)));
    const Monitor monitor([&] {
      reporter.Report({IndexProgress::Phase::kAsking, rows.size(), rows.size(), 0});
    });
    index.parts_->links.breadth = BreadthFor(index, rows, search.threads(), reporter.stop());
    return index;
  };
  try {
    GraphIndex index = TranslatingErrors(build);
    reporter.ThrowFailure();
    return index;
  } catch (const Interrupted&) {
    reporter.ThrowFailure();
    throw;
  }
}

GraphIndex GraphIndex::Read(const std::filesystem::path& path, const NeighbourSearch& search) {
  const SearchedRows& rows = *SearchInternals::Rows(search);
  // Before the rows are read: the file may not even be there.
  static_cast<void>(File::OpenForReading(path));
  GraphLinks links = ReadLinks(path, rows.size(), FingerprintOf(rows, search.threads()));
  return TranslatingErrors(
      [&] { return GraphIndex(std::make_unique<Parts>(search, std::move(links))); });
}

void GraphIndex::Write(const std::filesystem::path& path) const {
  WriteLinks(path, parts_->links, FingerprintOf(*parts_->rows, parts_->threads));
}

bool GraphIndex::IsOf(const NeighbourSearch& search) const {
  return parts_->rows->IsSameAs(*SearchInternals::Rows(search));
}

std::size_t GraphIndex::breadth() const { return parts_->links.breadth; }

// What the graph finds is compared again by the kernel of the exact search, so that similarities
// are the same to the last digit.
std::vector<Neighbour> GraphIndex::Nearest(const Query& query, std::size_t count,
                                           std::size_t breadth) const {
  const SearchedRows& rows = *parts_->rows;
  RequireLength(query, rows.dim());
  const UnitQuery unit(query.values);
  TopK best(count);
  // More than all rows would only take memory.
  const std::size_t wanted = std::min(count, rows.size()) + query.excluded.size();
  for (const std::uint32_t row : parts_->graph.Nearest(unit.values(), std::max(breadth, wanted))) {
    if (std::ranges::find(query.excluded, ToWordId(row)) != query.excluded.end()) continue;
    float dot = 0;
    SearchKernel().dot_rows(unit.data(), rows.Address(row), rows.stride(), rows.dim(), {&dot, 1});
    best.Offer({ToWordId(row), dot * rows.Scale(row)});
  }
  return std::move(best).Sorted();
}

std::vector<std::vector<Neighbour>> GraphIndex::NearestOfMany(std::span<const Query> queries,
                                                              std::size_t count,
                                                              std::size_t breadth) const {
  for (const Query& query : queries) RequireLength(query, parts_->rows->dim());
  std::vector<std::vector<Neighbour>> answers(queries.size());
  std::atomic<std::size_t> next = 0;
  RunWorkers(std::min(parts_->threads, queries.size()), [&](std::size_t) {
    for (std::size_t i; (i = next++) < queries.size();) {
      answers[i] = Nearest(queries[i], count, breadth);
    }
  });
  return answers;
}

// The name of the format is at the start of the header.
bool LooksLikeIndex(const std::filesystem::path& path) {
  const File file = File::OpenForReading(path);
  if (!file.IsRegular()) return false;
  std::string first(std::min<std::uint64_t>(file.Size(), 512), '\0');
  file.ReadAt(first, 0);
  return first.find("\"hogvec-index\"") != std::string::npos;
}

}  // namespace hogvec
