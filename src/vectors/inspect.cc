#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "hogvec/word_index.h"
#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

// Euclidean, in double: the square of a float always fits.
double NormOf(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += double{value} * double{value};
  return std::sqrt(sum);
}

// Gathers the report row by row. Memory: the words.
class Inspector {
 public:
  void Add(const VectorRow& row) {
    report_.counts = (report_.counts || report_.rows == 0) && row.count > 0;
    report_.output_rows = !row.output.empty();
    ++report_.rows;
    CountWord(row.word);
    const auto nonfinite =
        std::ranges::count_if(row.values, [](float value) { return !std::isfinite(value); });
    if (nonfinite > 0) {
      CountNonfinite(row.word, static_cast<std::uint64_t>(nonfinite));
    } else {
      CountNorm(NormOf(row.values));
    }
  }

  VectorReport Finish() && {
    const std::uint64_t finite = report_.rows - report_.nonfinite_rows;
    if (finite > 0) {
      report_.min_norm = min_norm_;
      report_.mean_norm = norm_sum_ / static_cast<double>(finite);
    }
    return std::move(report_);
  }

 private:
  void CountWord(std::string_view word) {
    const std::size_t before = words_.size();
    words_.FindOrAdd(word);
    if (words_.size() > before) return;
    if (report_.duplicate_words++ == 0) report_.first_duplicate = word;
  }

  void CountNonfinite(std::string_view word, std::uint64_t values) {
    if (report_.nonfinite_rows++ == 0) report_.first_nonfinite = word;
    report_.nonfinite_values += values;
  }

  void CountNorm(double norm) {
    if (norm == 0) ++report_.zero_rows;
    min_norm_ = std::min(min_norm_, norm);
    report_.max_norm = std::max(report_.max_norm, norm);
    norm_sum_ += norm;
  }

  VectorReport report_;
  double min_norm_ = std::numeric_limits<double>::infinity();
  double norm_sum_ = 0;
  WordIndex words_;
};

bool IsFinite(std::span<const float> row) {
  return std::ranges::all_of(row, [](float value) { return std::isfinite(value); });
}

SubwordReport ReportOf(const Subwords& subwords) {
  SubwordReport report{.ngrams = subwords.options(),
                       .buckets = subwords.buckets().size(),
                       .rows = subwords.table().rows(),
                       .bytes = subwords.MemoryBytes()};
  for (std::size_t i = 0; i < report.rows; ++i) {
    const std::span<const float> row = subwords.table().Row(ToRowId(i));
    if (!IsFinite(row)) {
      ++report.nonfinite_rows;
    } else if (NormOf(row) == 0) {
      ++report.zero_rows;
    }
  }
  return report;
}

}  // namespace

VectorReport InspectVectors(const std::filesystem::path& path, bool lenient) {
  const auto reader = OpenVectors(path, lenient);
  Inspector inspector;
  for (VectorRow row; reader->Next(row);) inspector.Add(row);
  VectorReport report = std::move(inspector).Finish();
  report.format = reader->format();
  report.dim = reader->dim();
  report.passed_over = reader->passed_over();
  report.configuration = reader->configuration();
  if (const auto subwords = reader->TakeSubwords()) report.subwords = ReportOf(*subwords);
  return report;
}

}  // namespace hogvec
