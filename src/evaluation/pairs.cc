#include <fmt/format.h>

#include <cmath>

#include "base/line_reader.h"
#include "base/number.h"
#include "base/quoted.h"
#include "evaluation/fields.h"
#include "hogvec/evaluation.h"

namespace hogvec {

PairScore ScorePairs(const NeighbourSearch& search, const std::filesystem::path& pairs) {
  LineReader lines(pairs);
  std::vector<double> judged, found;
  PairScore score;
  for (std::string_view line; lines.NextLine(line);) {
    const auto fields = FieldsOf(line);
    if (fields.empty() || fields[0].starts_with('#')) continue;
    const auto similarity = fields.size() == 3 ? ParseDouble(fields[2]) : std::nullopt;
    if (!similarity || !std::isfinite(*similarity)) {
      throw lines.MalformedLine(fmt::format("expected 'word word score', found {}", Quoted(line)));
    }
    const auto a = search.words().Find(fields[0]), b = search.words().Find(fields[1]);
    if (!a || !b) {
      ++score.skipped;
      continue;
    }
    judged.push_back(*similarity);
    found.push_back(search.Similarity(*a, *b));
  }
  score.covered = judged.size();
  score.spearman = SpearmanCorrelation(judged, found);
  return score;
}

}  // namespace hogvec
