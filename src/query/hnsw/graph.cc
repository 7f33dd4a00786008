#include "query/hnsw/graph.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

#include "base/random.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "query/search_kernel.h"

// Without hnswlib's own vector code: distances come from our kernels, and its prefetches read past
// the ends of lists. Its headers define functions that are not inline, so no other source may
// include them.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

namespace hogvec {
namespace {

// What hnswlib stores of a point and passes to the distance function: the number of its row, so
// that no vector is stored twice. A query has values instead.
struct Point {
  std::uint32_t row = GraphLinks::kNoRow;
};

struct AskedPoint {
  Point point;
  const float* unit = nullptr;
};

// One minus the cosine.
class Space : public hnswlib::SpaceInterface<float> {
 public:
  Space(const SearchedRows& rows, std::size_t threads)
      : rows_(rows), scales_(rows.AllScales(threads)), dot_(SearchKernel().dot) {}

  std::size_t get_data_size() override { return sizeof(Point); }
  hnswlib::DISTFUNC<float> get_dist_func() override { return Distance; }
  void* get_dist_func_param() override { return this; }

 private:
  struct Vector {
    const float* values;
    float scale;
  };

  Vector VectorOf(const void* at) const {
    const auto row = static_cast<const Point*>(at)->row;
    if (row == GraphLinks::kNoRow) return {static_cast<const AskedPoint*>(at)->unit, 1};
    return {rows_.Address(row), scales_[row]};
  }

  static float Distance(const void* a, const void* b, const void* space) {
    const auto& self = *static_cast<const Space*>(space);
    const Vector x = self.VectorOf(a), y = self.VectorOf(b);
    return 1 - self.dot_(x.values, y.values, self.rows_.dim()) * x.scale * y.scale;
  }

  const SearchedRows& rows_;
  const std::span<const float> scales_;
  const DotFunction dot_;
};

using Hnsw = hnswlib::HierarchicalNSW<float>;

std::span<const std::uint32_t> ListOf(const Hnsw& graph, std::uint32_t point, int level) {
  auto* const list = graph.get_linklist_at_level(point, level);
  return {list + 1, graph.getListCount(list)};
}

// The level of a row, from a random number of its own so that it does not depend on the order in
// which rows are added: `level` or higher with probability links^-level, as in HNSW.
std::uint8_t LevelOf(std::size_t row, const GraphOptions& options) {
  Random random(options.seed, RandomPurpose::kGraphLevels, row);
  const double drawn = -std::log(1 - double{random.UnitFloat()});
  return static_cast<std::uint8_t>(drawn / std::log(static_cast<double>(options.links)));
}

// Adds rows one by one, from several threads at once.
class Builder {
 public:
  Builder(const SearchedRows& rows, const GraphOptions& options)
      : space_(rows, ThreadCount(options.threads)),
        rows_(rows),
        options_(options),
        graph_(&space_, rows.size(), options.links, options.build_breadth) {
    // hnswlib also draws a level, and uses the given one only if that is not 0: so it draws 0.
    graph_.mult_ = 0;
  }

  // A row on the highest level first, by itself: hnswlib adds a row that is higher than all before
  // with other threads locked out, and takes its locks in an order that may deadlock.
  void AddAll(const std::stop_token& stop, std::atomic<std::size_t>* done) {
    const std::size_t first = Highest();
    if (first == rows_.size()) return;
    Add(first);
    std::atomic<std::size_t> next = 0;
#ifdef HOGVEC_ATOMIC_KERNEL
    const std::size_t threads = 1;  // hnswlib's draws, which are not used, race
#else
    const std::size_t threads = ThreadCount(options_.threads);
#endif
    RunWorkers(threads, [&](std::size_t) {
      for (std::size_t row; !stop.stop_requested() && (row = next++) < rows_.size();) {
        if (row != first && HasDirection(row)) Add(row);
        if (done != nullptr) ++*done;
      }
    });
    if (stop.stop_requested()) throw Interrupted("stopped before the index was complete");
  }

  // By row, not by the order in which rows were added.
  GraphLinks Links() const {
    GraphLinks links{.most_links = options_.links};
    links.levels.assign(rows_.size(), GraphLinks::kAbsent);
    if (graph_.cur_element_count == 0) return links;
    links.entry = RowOf(graph_.enterpoint_node_);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const auto found = graph_.label_lookup_.find(row);
      if (found != graph_.label_lookup_.end()) AppendLists(found->second, row, links);
    }
    return links;
  }

 private:
  bool HasDirection(std::size_t row) const { return rows_.Scale(row) > 0; }  // not 0, nor NaN

  // The first row on the highest level; the number of rows if none has a direction.
  std::size_t Highest() const {
    std::size_t highest = rows_.size();
    int highest_level = -1;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const int level = HasDirection(row) ? LevelOf(row, options_) : -1;
      if (level <= highest_level) continue;
      highest = row;
      highest_level = level;
    }
    return highest;
  }

  void Add(std::size_t row) {
    const Point point{static_cast<std::uint32_t>(row)};
    graph_.addPoint(&point, row, LevelOf(row, options_));
  }

  std::uint32_t RowOf(std::uint32_t point) const {
    return static_cast<std::uint32_t>(graph_.getExternalLabel(point));
  }

  void AppendLists(std::uint32_t point, std::size_t row, GraphLinks& links) const {
    const int top = graph_.element_levels_[point];
    links.levels[row] = static_cast<std::uint8_t>(top);
    for (int level = 0; level <= top; ++level) {
      const auto list = ListOf(graph_, point, level);
      links.counts.push_back(static_cast<std::uint16_t>(list.size()));
      for (const std::uint32_t other : list) links.links.push_back(RowOf(other));
    }
  }

  Space space_;
  const SearchedRows& rows_;
  const GraphOptions options_;
  Hnsw graph_;
};

}  // namespace

GraphLinks BuildLinks(const SearchedRows& rows, const GraphOptions& options,
                      const std::stop_token& stop, std::atomic<std::size_t>* done) {
  Builder builder(rows, options);
  builder.AddAll(stop, done);
  return builder.Links();
}

// hnswlib's graph, filled in directly: point i is row i, even if that is not in the graph.
class Graph::Loaded : public Hnsw {
 public:
  Loaded(const SearchedRows& rows, const GraphLinks& links, std::size_t threads)
      : Loaded(std::make_unique<Space>(rows, threads), rows.size(), links) {}

 private:
  // The space is created first and owned by the last member: hnswlib only refers to it.
  Loaded(std::unique_ptr<Space> space, std::size_t rows, const GraphLinks& links)
      : Hnsw(space.get(), rows, links.most_links, 1), space_(std::move(space)) {
    std::memset(data_level0_memory_, 0, rows * size_data_per_element_);
    std::size_t list = 0, link = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      const int top = links.levels[row] == GraphLinks::kAbsent ? -1 : links.levels[row];
      Place(row, std::max(top, 0));
      for (int level = 0; level <= top; ++level) {
        const std::size_t count = links.counts[list++];
        Fill(row, level, std::span(links.links).subspan(link, count));
        link += count;
      }
    }
    enterpoint_node_ = links.entry;
    maxlevel_ = links.entry == GraphLinks::kNoRow ? -1 : links.levels[links.entry];
    if (links.entry == GraphLinks::kNoRow) cur_element_count = 0;
  }

  // Counted only when its lists exist: the destructor frees those of all points that are counted.
  void Place(std::uint32_t row, int top) {
    const Point point{row};
    std::memcpy(getDataByInternalId(row), &point, sizeof(point));
    setExternalLabel(row, row);
    linkLists_[row] = nullptr;
    if (top > 0) {
      // With one byte more, as in hnswlib, whose destructor frees it.
      const std::size_t bytes = size_links_per_element_ * static_cast<std::size_t>(top) + 1;
      linkLists_[row] = static_cast<char*>(std::calloc(bytes, 1));
      if (linkLists_[row] == nullptr) throw std::bad_alloc();
    }
    element_levels_[row] = top;
    cur_element_count = row + 1;
  }

  void Fill(std::uint32_t row, int level, std::span<const std::uint32_t> links) {
    auto* const list = get_linklist_at_level(row, level);
    setListCount(list, static_cast<unsigned short>(links.size()));
    std::ranges::copy(links, list + 1);
  }

  std::unique_ptr<Space> space_;
};

Graph::Graph(const SearchedRows& rows, const GraphLinks& links, std::size_t threads)
    : loaded_(std::make_unique<Loaded>(rows, links, threads)) {}

Graph::~Graph() = default;

std::vector<std::uint32_t> Graph::Nearest(std::span<const float> unit, std::size_t breadth) const {
  const AskedPoint asked{{}, unit.data()};
  auto found = loaded_->searchKnn(&asked, breadth);
  std::vector<std::uint32_t> rows;
  for (; !found.empty(); found.pop())
    rows.push_back(static_cast<std::uint32_t>(found.top().second));
  return rows;
}

}  // namespace hogvec
