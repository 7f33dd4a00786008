#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "evaluation/pair_file.h"
#include "evaluation/test_words.h"
#include "hogvec/evaluation.h"

namespace hogvec {
namespace {

using Values = std::vector<double>;

// With a 95 % bootstrap interval: the correlation of as many pairs, drawn from these with
// replacement, lies within it 95 times in a hundred.
std::optional<Estimate> EstimateOf(double (*correlation)(std::span<const double>,
                                                         std::span<const double>),
                                   const Values& a, const Values& b) {
  constexpr std::size_t kDraws = 1000;
  constexpr double kTail = 0.025;
  if (a.size() < 2) return std::nullopt;
  Estimate estimate{.value = correlation(a, b)};
  if (std::isnan(estimate.value)) return estimate;
  Random random(1, RandomPurpose::kTest);
  Values drawn, some_a(a.size()), some_b(a.size());
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t chosen = random.Below(static_cast<std::uint32_t>(a.size()));
      some_a[i] = a[chosen];
      some_b[i] = b[chosen];
    }
    drawn.push_back(correlation(some_a, some_b));
  }
  std::ranges::sort(drawn);
  estimate.low = drawn[static_cast<std::size_t>(kTail * kDraws)];
  estimate.high = drawn[static_cast<std::size_t>((1 - kTail) * kDraws)];
  return estimate;
}

}  // namespace

PairScore ScorePairs(const NeighbourSearch& search, const std::filesystem::path& pairs,
                     const TestSetOptions& options) {
  const PairFile file = ReadPairs(pairs, options.lenient);
  const TestWords words(search, options);
  Values judged, found;
  PairScore score{.passed_over = file.passed_over};
  for (const JudgedPair& pair : file.pairs) {
    const auto a = words.FindOrCompose(pair.a), b = words.FindOrCompose(pair.b);
    if (!a || !b) {
      ++score.skipped;
      continue;
    }
    score.unseen += a->id() && b->id() ? 0 : 1;
    judged.push_back(pair.score);
    found.push_back(search.Similarity(*a, *b));
  }
  score.covered = judged.size();
  score.rank = EstimateOf(SpearmanCorrelation, judged, found);
  score.linear = EstimateOf(PearsonCorrelation, judged, found);
  return score;
}

}  // namespace hogvec
