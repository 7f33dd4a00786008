#ifndef HOGVEC_QUERY_PANELS_H_
#define HOGVEC_QUERY_PANELS_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "base/aligned_floats.h"
#include "base/unit_length.h"
#include "hogvec/neighbours.h"
#include "kernel/kernel.h"

namespace hogvec {

// Rules that turn a row's dots with a panel, and the row's scale, into the scores of questions. A
// question has kColumns columns of the panel, kQuestions apart.

// The cosine with a query.
struct Cosine {
  static constexpr std::size_t kColumns = 1;
  static constexpr std::size_t kQuestions = kPanelQueries;

  static void Score(const float* dots, float scale, float* scores) {
    for (std::size_t q = 0; q < kQuestions; ++q) scores[q] = dots[q] * scale;
  }
};

// s(x, b) s(x, c) / (s(x, a) + 0.001) for three queries a, b, c, as in
// NeighbourSearch::AnalogyByCosMul.
struct CosineProduct {
  static constexpr std::size_t kColumns = 3;
  static constexpr std::size_t kQuestions = kPanelQueries / kColumns;

  static void Score(const float* dots, float scale, float* scores) {
    constexpr float kNotZero = 0.001f;  // the paper's epsilon
    const auto positive = [scale](float dot) { return (dot * scale + 1) / 2; };
    for (std::size_t q = 0; q < kQuestions; ++q) {
      scores[q] = positive(dots[kQuestions + q]) * positive(dots[2 * kQuestions + q]) /
                  (positive(dots[q]) + kNotZero);
    }
  }
};

// Up to Rule::kQuestions questions in the layout of the kernel's panels, scaled to length 1; unused
// columns are zero. Movable.
template <typename Rule>
class Panel {
 public:
  // `columns` are the queries of one question after the other, and must outlive this. The words to
  // exclude are those of a question's first query.
  Panel(std::span<const Query> columns, std::size_t dim)
      : columns_(columns), values_(dim * kPanelQueries) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::vector<float> unit = columns[i].values;
      ScaleToUnit(unit);
      const std::size_t column = i % Rule::kColumns * Rule::kQuestions + i / Rule::kColumns;
      for (std::size_t k = 0; k < dim; ++k) values_[k * kPanelQueries + column] = unit[k];
    }
  }

  const float* values() const { return values_.data(); }
  std::size_t questions() const { return columns_.size() / Rule::kColumns; }
  std::span<const WordId> excluded(std::size_t question) const {
    return columns_[question * Rule::kColumns].excluded;
  }

 private:
  std::span<const Query> columns_;
  AlignedFloats values_;
};

template <typename Rule>
std::vector<Panel<Rule>> PanelsOf(std::span<const Query> columns, std::size_t dim) {
  constexpr std::size_t kColumnsPerPanel = Rule::kQuestions * Rule::kColumns;
  std::vector<Panel<Rule>> panels;
  for (std::size_t first = 0; first < columns.size(); first += kColumnsPerPanel) {
    panels.emplace_back(columns.subspan(first, std::min(kColumnsPerPanel, columns.size() - first)),
                        dim);
  }
  return panels;
}

}  // namespace hogvec

#endif  // HOGVEC_QUERY_PANELS_H_
