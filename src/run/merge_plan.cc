#include "run/merge_plan.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "sampling/subsampler.h"

namespace hogvec {
namespace {

// The first intervals are two blocks for each thread; the last take some 70 ms, so that a network's
// latency does not matter.
constexpr std::uint64_t kFirstIntervalPerThread = 5'000;
constexpr std::uint64_t kLastInterval = 1'000'000;

// u of all replicas together at which a row is due for the first time: what they learn of it
// without each other. At twice as much, eight replicas lose 0.6 % in a single epoch instead of 0.4.
constexpr double kLeastOfAll = 1.6;

std::vector<double> KeepProbabilities(const Vocabulary& vocabulary, double sample) {
  std::vector<double> keep;
  keep.reserve(vocabulary.size());
  for (const std::uint64_t count : vocabulary.counts()) {
    const double share = static_cast<double>(count) / static_cast<double>(vocabulary.total());
    keep.push_back(Subsampler::KeepProbability(share, sample));
  }
  return keep;
}

// Context words of a window, on average over its widths; the ends of lines are left aside.
double ContextWords(const TrainOptions& options) {
  const auto window = static_cast<double>(options.window);
  return options.shrink_windows ? window + 1 : 2 * window;
}

// Of each row, those of all words that it stands in.
std::vector<float> TermsOfRows(const WordRows& lists, const std::vector<float>& of_words) {
  std::vector<float> terms(lists.rows());
  std::vector<std::uint32_t> last_word(lists.rows());  // plus 1
  for (std::uint32_t word = 0; word < of_words.size(); ++word) {
    for (const RowShare& share : lists.Of(WordId{word})) {
      if (std::exchange(last_word[share.row], word + 1) == word + 1) continue;
      terms[share.row] += of_words[word];
    }
  }
  return terms;
}

// Makes a word's input of its rows of the base.
MergedTable::InputOf InputOf(const WordRows& lists) {
  return [&lists](const EmbeddingTable& base, WordId word, std::span<float> out) {
    std::ranges::fill(out, 0.0f);
    for (const RowShare& share : lists.Of(word)) {
      const std::span<const float> row = base.Row(RowId{share.row});
      for (std::size_t k = 0; k < out.size(); ++k) out[k] += row[k];
    }
    for (float& element : out) element *= lists.Scale(word);
  };
}

}  // namespace

// Measured up to 16 replicas: the best rate grows with the third root of their number, from two on.
double RateForReplicas(double rate, std::size_t replicas) {
  return rate * std::cbrt(std::max(1.0, static_cast<double>(replicas) / 2));
}

MergePlan PlanMerges(const Vocabulary& vocabulary, const InputLayer& input,
                     const TrainOptions& options, const RanksAndThreads& party) {
  MergePlan plan;
  plan.rows.rule.least = kLeastOfAll / static_cast<double>(party.ranks);
  plan.intervals.first = kFirstIntervalPerThread * party.threads;
  plan.intervals.last = std::max<std::uint64_t>(kLastInterval, 20 * plan.intervals.first);
  plan.rows.words = TermsOf(vocabulary.counts(), KeepProbabilities(vocabulary, options.sample),
                            options.ns_exponent, ContextWords(options), options.negative);
  if (input.lists() == nullptr) {
    plan.rows.input_terms = plan.rows.words.input;
    return plan;
  }
  plan.rows.input_terms = TermsOfRows(*input.lists(), plan.rows.words.input);
  plan.rows.input_of = InputOf(*input.lists());
  return plan;
}

}  // namespace hogvec
