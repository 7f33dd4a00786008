#include "hogvec/graph_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/monitor.h"
#include "base/stopwatch.h"
#include "base/unit_length.h"
#include "base/workers.h"
#include "hogvec/embedding_table.h"
#include "hogvec/error.h"
#include "io/file.h"
#include "kernel/kernel.h"
#include "query/hnsw/breadth.h"
#include "query/hnsw/graph.h"
#include "query/hnsw/graph_file.h"
#include "query/searched_rows.h"
#include "query/top_k.h"

namespace hogvec {
namespace {

void CheckOptions(const GraphOptions& options) {
  if (options.links < GraphLinks::kFewestLinks || options.links > GraphLinks::kMostLinks) {
    throw Error(ErrorKind::kUsage,
                fmt::format("an index has {} to {} links per word, not {}",
                            GraphLinks::kFewestLinks, GraphLinks::kMostLinks, options.links));
  }
  if (options.build_breadth < 1 || options.build_breadth > GraphLinks::kMostBreadth) {
    throw Error(ErrorKind::kUsage, fmt::format("an index is built by 1 to {} candidates, not {}",
                                               GraphLinks::kMostBreadth, options.build_breadth));
  }
}

// What `make` makes, with hnswlib's errors in our words: it throws where memory runs out.
template <typename Make>
auto InOurWords(const Make& make) {
  try {
    return make();
  } catch (const Error&) {
    throw;
  } catch (const Interrupted&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw Error(ErrorKind::kResource, fmt::format("no memory for an index: {}", error.what()));
  }
}

IndexProgress LinkingAfter(std::size_t done, std::size_t total, double seconds) {
  const auto share = static_cast<double>(done) / static_cast<double>(total);
  return {IndexProgress::Phase::kLinking, done, total,
          done > 0 ? seconds * (1 - share) / share : 0};
}

GraphLinks LinkRows(const SearchedRows& rows, const GraphOptions& options,
                    const std::stop_token& stop, IndexObserver& observer) {
  std::atomic<std::size_t> done = 0;
  const Stopwatch watch;
  const Monitor monitor(
      [&] { observer.OnProgress(LinkingAfter(done, rows.size(), watch.Seconds())); });
  return BuildLinks(rows, options, stop, &done);
}

}  // namespace

struct GraphIndex::Parts {
  Parts(const SearchedRows& all_rows, std::size_t workers, GraphLinks all_links)
      : rows(all_rows),
        threads(workers),
        links(std::move(all_links)),
        graph(rows, links, threads) {}

  const SearchedRows& rows;
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
  return InOurWords([&] {
    const SearchedRows& rows = search.rows();
    GraphIndex index(
        std::make_unique<Parts>(rows, search.threads(), LinkRows(rows, options, stop, observer)));
    const Monitor monitor([&] {
      observer.OnProgress({IndexProgress::Phase::kAsking, rows.size(), rows.size(), 0});
    });
    index.parts_->links.breadth = BreadthFor(index, rows, search.threads(), stop);
    return index;
  });
}

GraphIndex GraphIndex::Read(const std::filesystem::path& path, const NeighbourSearch& search) {
  const SearchedRows& rows = search.rows();
  // Before the rows are read: the file may not even be there.
  static_cast<void>(File::OpenForReading(path));
  GraphLinks links = ReadLinks(path, rows.size(), FingerprintOf(rows, search.threads()));
  return InOurWords([&] {
    return GraphIndex(std::make_unique<Parts>(rows, search.threads(), std::move(links)));
  });
}

void GraphIndex::Write(const std::filesystem::path& path) const {
  WriteLinks(path, parts_->links, FingerprintOf(parts_->rows, parts_->threads));
}

std::size_t GraphIndex::breadth() const { return parts_->links.breadth; }

// What the graph finds is compared anew by the kernel of the exact search, for the same last
// digits.
std::vector<Neighbour> GraphIndex::Nearest(const Query& query, std::size_t count,
                                           std::size_t breadth) const {
  static const DotRowsFunction kDotRows = FindKernel("").dot_rows;
  const SearchedRows& rows = parts_->rows;
  EmbeddingTable unit(1, rows.dim());  // aligned and padded, as the kernel wants it
  std::ranges::copy(query.values, unit.Row(WordId{0}).begin());
  ScaleToUnit(unit.Row(WordId{0}));
  TopK best(count);
  // More than all rows would only take memory.
  const std::size_t wanted = std::min(count, rows.size()) + query.excluded.size();
  for (const std::uint32_t row :
       parts_->graph.Nearest(unit.Row(WordId{0}), std::max(breadth, wanted))) {
    if (std::ranges::find(query.excluded, ToWordId(row)) != query.excluded.end()) continue;
    float dot = 0;
    kDotRows(unit.Address(WordId{0}), rows.Address(row), rows.stride(), rows.dim(), {&dot, 1});
    best.Offer({ToWordId(row), dot * rows.Scale(row)});
  }
  return std::move(best).Sorted();
}

std::vector<std::vector<Neighbour>> GraphIndex::NearestOfMany(std::span<const Query> queries,
                                                              std::size_t count,
                                                              std::size_t breadth) const {
  std::vector<std::vector<Neighbour>> answers(queries.size());
  std::atomic<std::size_t> next = 0;
  RunWorkers(std::min(parts_->threads, queries.size()), [&](std::size_t) {
    for (std::size_t i; (i = next++) < queries.size();) {
      answers[i] = Nearest(queries[i], count, breadth);
    }
  });
  return answers;
}

// The format's name stands in the first line of the header, whatever else is damaged.
bool LooksLikeIndex(const std::filesystem::path& path) {
  const File file = File::OpenForReading(path);
  if (!file.IsRegular()) return false;
  std::string first(std::min<std::uint64_t>(file.Size(), 512), '\0');
  file.ReadAt(first, 0);
  return first.find("\"hogvec-index\"") != std::string::npos;
}

}  // namespace hogvec
