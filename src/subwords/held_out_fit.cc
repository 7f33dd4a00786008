#include "subwords/held_out_fit.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "base/random.h"
#include "hogvec/neighbours.h"

namespace hogvec {
namespace {

constexpr std::size_t kNearest = 10;

// 0 if one of them is all zeros.
double Cosine(std::span<const float> a, std::span<const float> b) {
  double dot = 0, squares_a = 0, squares_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    dot += double{a[i]} * double{b[i]};
    squares_a += double{a[i]} * double{a[i]};
    squares_b += double{b[i]} * double{b[i]};
  }
  const double lengths = std::sqrt(squares_a * squares_b);
  return lengths > 0 ? dot / lengths : 0;
}

std::vector<float> MeanOf(const EmbeddingTable& rows, std::size_t words) {
  std::vector<double> sums(rows.dim());
  for (std::size_t word = 0; word < words; ++word) {
    const auto row = rows.Row(ToWordId(word));
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += double{row[i]};
  }
  std::vector<float> mean;
  mean.reserve(sums.size());
  for (const double sum : sums) {
    mean.push_back(static_cast<float>(sum / static_cast<double>(words)));
  }
  return mean;
}

// What others keep, for the time of a call.
template <typename T>
std::shared_ptr<const T> Borrowed(const T& object) {
  return {std::shared_ptr<const void>(), &object};
}

double ShareAmongTen(const WordIndex& words, const EmbeddingTable& rows,
                     std::span<const std::uint32_t> hidden, const EmbeddingTable& guesses,
                     std::size_t threads) {
  const NeighbourSearch search(Borrowed(words), Borrowed(rows), threads);
  std::vector<Query> queries;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const auto guess = guesses.Row(ToRowId(i));
    queries.push_back({.values = {guess.begin(), guess.end()}});
  }
  const auto answers = search.NearestOfMany(queries, kNearest);
  std::size_t found = 0;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const WordId own = ToWordId(hidden[i]);
    if (std::ranges::find(answers[i], own, &Neighbour::id) != answers[i].end()) ++found;
  }
  return static_cast<double>(found) / static_cast<double>(hidden.size());
}

}  // namespace

std::vector<std::uint32_t> ChooseHidden(std::span<const float> weights, double share,
                                        std::size_t most, std::uint64_t seed) {
  std::vector<std::uint32_t> words;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) words.push_back(static_cast<std::uint32_t>(i));
  }
  const auto wanted = static_cast<std::size_t>(share * static_cast<double>(words.size()));
  const std::size_t count = std::min(wanted, most);
  Random random(seed, RandomPurpose::kFitHeldOut);
  for (std::size_t i = 0; i < count; ++i) {
    const auto left = static_cast<std::uint32_t>(words.size() - i);
    std::swap(words[i], words[i + random.Below(left)]);
  }
  words.resize(count);
  std::ranges::sort(words);
  return words;
}

HeldOutFit CompareGuesses(const WordIndex& words, const EmbeddingTable& rows,
                          std::span<const std::uint32_t> hidden, const EmbeddingTable& guesses,
                          std::size_t threads) {
  HeldOutFit fit{.words = hidden.size()};
  const std::vector<float> mean = MeanOf(rows, words.size());
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const auto own = rows.Row(ToWordId(hidden[i]));
    fit.cosine += Cosine(guesses.Row(ToRowId(i)), own);
    fit.constant += Cosine(mean, own);
  }
  fit.cosine /= static_cast<double>(hidden.size());
  fit.constant /= static_cast<double>(hidden.size());
  fit.among_ten = ShareAmongTen(words, rows, hidden, guesses, threads);
  return fit;
}

}  // namespace hogvec
