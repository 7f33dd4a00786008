#include "layout/clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "base/aligned_floats.h"
#include "base/random.h"
#include "base/unit_length.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "layout/surroundings.h"
#include "query/search_kernel.h"
#include "query/unit_query.h"

namespace hogvec {
namespace {

constexpr std::size_t kFittedRows = 20'000;
constexpr std::size_t kMostRounds = 15;
constexpr std::size_t kMostClusters = 65'535;
constexpr std::size_t kBlockRows = SearchedRows::kBlockRows;
constexpr std::uint16_t kNoCluster = 65'535;  // for rows without a direction, until the end

using Labels = std::vector<std::uint16_t>;

// Centres in the layout of the kernel's panels.
class Centres {
 public:
  explicit Centres(std::size_t dim) : dim_(dim) {}

  std::size_t size() const { return size_; }

  void Add(std::span<const float> unit) {
    if (size_ % kPanelQueries == 0) panels_.emplace_back(dim_ * kPanelQueries);
    Set(size_++, unit);
  }

  void Set(std::size_t centre, std::span<const float> unit) {
    AlignedFloats& panel = panels_[centre / kPanelQueries];
    for (std::size_t k = 0; k < dim_; ++k) {
      panel[k * kPanelQueries + centre % kPanelQueries] = unit[k];
    }
  }

  // Sets the labels of a block of rows to the centres with the largest dot products, the first of
  // equal ones.
  void Label(const SearchedRows& rows, std::size_t first, std::span<std::uint16_t> labels) const {
    float best[kBlockRows], dots[kBlockRows * kPanelQueries];
    for (std::size_t panel = 0; panel < panels_.size(); ++panel) {
      SearchKernel().dot_panel(panels_[panel].data(), rows.Address(first), rows.stride(), dim_,
                               labels.size(), dots);
      const std::size_t base = panel * kPanelQueries;
      const std::size_t columns = std::min(kPanelQueries, size_ - base);
      for (std::size_t row = 0; row < labels.size(); ++row) {
        const float* const of_row = dots + row * kPanelQueries;
        const float* const largest = std::max_element(of_row, of_row + columns);
        if (panel > 0 && !(*largest > best[row])) continue;
        best[row] = *largest;
        labels[row] = static_cast<std::uint16_t>(base + static_cast<std::size_t>(largest - of_row));
      }
    }
  }

 private:
  std::size_t dim_, size_ = 0;
  std::vector<AlignedFloats> panels_;
};

// K-means on the rows of a search.
class Clustering {
 public:
  Clustering(const SearchedRows& rows, const ClusterOptions& options, const std::stop_token& stop)
      : rows_(rows), options_(options), stop_(stop), scales_(rows.AllScales(options.threads)) {
    for (std::size_t fitted = 0; fitted_end_ < rows.size() && fitted < kFittedRows; ++fitted_end_) {
      if (HasDirection(scales_[fitted_end_])) ++fitted;
    }
  }

  // Centres among the rows, each drawn by its distance from the ones before.
  Centres FirstCentres(std::size_t count) const {
    Centres centres(rows_.dim());
    std::vector<double> distances(fitted_end_);
    for (std::size_t row = 0; row < fitted_end_; ++row) {
      distances[row] = HasDirection(scales_[row]) ? 2 : 0;
    }
    Random random(options_.seed, RandomPurpose::kClusters);
    while (centres.size() < count) {
      const std::size_t drawn = DrawBy(distances, random);
      if (drawn == fitted_end_) break;  // all rows are centres
      const std::vector<float> centre = rows_.Unit(ToWordId(drawn));
      centres.Add(centre);
      distances[drawn] = 0;
      LowerDistances(centre, distances);
    }
    return centres;
  }

  void Fit(Centres& centres) const {
    Labels labels, before;
    for (std::size_t round = 0; round < kMostRounds; ++round) {
      labels = Assign(centres, fitted_end_);
      if (labels == before) return;
      Move(centres, labels);
      before.swap(labels);
    }
  }

  // The labels of the rows before `end`.
  Labels Assign(const Centres& centres, std::size_t end) const {
    Labels labels(end, kNoCluster);
    const std::size_t blocks = (end + kBlockRows - 1) / kBlockRows;
    RunWorkers(options_.threads, [&](std::size_t worker) {
      for (std::size_t block = worker; block < blocks; block += options_.threads) {
        if (stop_.stop_requested()) throw Interrupted("stopped before the words had clusters");
        const std::size_t first = block * kBlockRows;
        centres.Label(rows_, first,
                      std::span(labels).subspan(first, std::min(kBlockRows, end - first)));
      }
    });
    for (std::size_t row = 0; row < end; ++row) {
      if (!HasDirection(scales_[row])) labels[row] = kNoCluster;
    }
    return labels;
  }

 private:
  // The number of distances if all are 0.
  static std::size_t DrawBy(std::span<const double> distances, Random& random) {
    const double sum = std::accumulate(distances.begin(), distances.end(), 0.0);
    double left = sum * random.UnitFloat();
    std::size_t drawn = distances.size();
    for (std::size_t i = 0; i < distances.size() && (left >= 0 || drawn == distances.size()); ++i) {
      if (distances[i] > 0) drawn = i;
      left -= distances[i];
    }
    return drawn;
  }

  // The square of the distance of two unit vectors is twice what their cosine is below 1. What is
  // less than rounding is none, so that equal rows are not two centres.
  void LowerDistances(std::span<const float> centre, std::span<double> distances) const {
    constexpr double kRounding = 1e-6;
    const UnitQuery query(centre);
    float dots[kBlockRows];
    for (std::size_t first = 0; first < distances.size(); first += kBlockRows) {
      const std::span<float> block(dots, std::min(kBlockRows, distances.size() - first));
      SearchKernel().dot_rows(query.data(), rows_.Address(first), rows_.stride(), rows_.dim(),
                              block);
      for (std::size_t i = 0; i < block.size(); ++i) {
        if (!HasDirection(scales_[first + i])) continue;
        const double below = 1 - double{block[i]} * scales_[first + i];
        double& distance = distances[first + i];
        distance = std::min(distance, below > kRounding ? 2 * below : 0);
      }
    }
  }

  // Moves each centre to the mean direction of its rows; one without rows stays. Rows are summed in
  // their order, on one thread.
  void Move(Centres& centres, std::span<const std::uint16_t> labels) const {
    const std::size_t dim = rows_.dim();
    std::vector<float> sums(centres.size() * dim);
    std::vector<std::size_t> counts(centres.size());
    for (std::size_t row = 0; row < labels.size(); ++row) {
      if (labels[row] == kNoCluster) continue;
      ++counts[labels[row]];
      float* const sum = sums.data() + labels[row] * dim;
      const float* const values = rows_.Address(row);
      for (std::size_t k = 0; k < dim; ++k) sum[k] += values[k] * scales_[row];
    }
    for (std::size_t centre = 0; centre < centres.size(); ++centre) {
      if (counts[centre] == 0) continue;
      const auto sum = std::span(sums).subspan(centre * dim, dim);
      ScaleToUnit(sum);
      centres.Set(centre, sum);
    }
  }

  const SearchedRows& rows_;
  const ClusterOptions& options_;
  const std::stop_token& stop_;
  std::span<const float> scales_;
  std::size_t fitted_end_ = 0;  // of the rows that the centres are fitted to
};

// Numbers clusters by their sizes, those that have any rows; the rows of none come last.
Labels LargestFirst(Labels labels, std::size_t clusters) {
  std::vector<std::size_t> sizes(clusters);
  for (const std::uint16_t label : labels) {
    if (label != kNoCluster) ++sizes[label];
  }
  std::vector<std::size_t> order(clusters);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t c) { return sizes[c]; });
  std::vector<std::uint16_t> numbers(clusters);
  for (std::size_t i = 0; i < clusters; ++i) numbers[order[i]] = static_cast<std::uint16_t>(i);
  const auto used = clusters - static_cast<std::size_t>(std::ranges::count(sizes, 0u));
  for (std::uint16_t& label : labels) {
    label = label == kNoCluster ? static_cast<std::uint16_t>(used) : numbers[label];
  }
  return labels;
}

}  // namespace

std::size_t ClusterCount(std::size_t rows, std::size_t most) {
  const auto by_rows = static_cast<std::size_t>(std::sqrt(static_cast<double>(rows)) / 4);
  return std::clamp<std::size_t>(by_rows, 1, std::clamp<std::size_t>(most, 1, kMostClusters));
}

std::vector<std::uint16_t> ClustersOf(const SearchedRows& rows, const ClusterOptions& options,
                                      const std::stop_token& stop) {
  const Clustering clustering(rows, options, stop);
  Centres centres = clustering.FirstCentres(ClusterCount(rows.size(), options.most));
  clustering.Fit(centres);
  return LargestFirst(clustering.Assign(centres, rows.size()), centres.size());
}

}  // namespace hogvec
