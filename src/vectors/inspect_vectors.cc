#include <algorithm>
#include <cmath>

#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

// Norms as they come: least, greatest and their sum.
class Norms {
 public:
  void Add(double norm) {
    least_ = count_ == 0 ? norm : std::min(least_, norm);
    greatest_ = std::max(greatest_, norm);
    sum_ += norm;
    ++count_;
  }
  void Report(VectorReport& report) const {
    report.min_norm = least_;
    report.max_norm = greatest_;
    report.mean_norm = count_ == 0 ? 0 : sum_ / static_cast<double>(count_);
  }

 private:
  double least_ = 0, greatest_ = 0, sum_ = 0;
  std::uint64_t count_ = 0;
};

void NoteValues(const VectorRow& row, Norms& norms, VectorReport& report) {
  double square = 0;
  std::uint64_t nonfinite = 0;
  for (const float value : row.values) {
    nonfinite += std::isfinite(value) ? 0 : 1;
    square += double{value} * value;
  }
  report.nonfinite_values += nonfinite;
  if (nonfinite > 0) {
    ++report.nonfinite_rows;
    if (report.first_nonfinite.empty()) report.first_nonfinite = row.word;
    return;
  }
  if (square == 0) ++report.zero_rows;
  norms.Add(std::sqrt(square));
}

void NoteWord(const VectorRow& row, WordIndex& words, VectorReport& report) {
  if (words.Find(row.word)) {
    ++report.duplicate_words;
    if (report.first_duplicate.empty()) report.first_duplicate = row.word;
  }
  words.FindOrAdd(row.word);
}

}  // namespace

VectorReport InspectVectors(const std::filesystem::path& path) {
  const auto reader = OpenVectors(path);
  VectorReport report;
  report.format = reader->format();
  report.dim = reader->dim();
  WordIndex words;
  Norms norms;
  for (VectorRow row; reader->Next(row); ++report.rows) {
    NoteWord(row, words, report);
    NoteValues(row, norms, report);
  }
  norms.Report(report);
  return report;
}

}  // namespace hogvec
