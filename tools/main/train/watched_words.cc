#include "main/train/watched_words.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "hogvec/words_view.h"

namespace hogvec {
namespace {

// Ranks from size^low to size^high: words are spread by the logarithm of their rank. Those before
// stand beside everything, and their neighbours tell little.
struct Band {
  double low, high;
  std::size_t words;
};
constexpr Band kBands[] = {{0.4, 0.6, 3}, {0.6, 0.8, 3}, {0.8, 1, 2}};

std::vector<WordId> Sample(std::size_t size, std::uint64_t seed) {
  Random random(seed, RandomPurpose::kReport);
  std::set<WordId> sample;
  for (const Band& band : kBands) {
    const auto begin = static_cast<std::size_t>(std::pow(size, band.low));
    const auto end = std::max(begin + 1, static_cast<std::size_t>(std::pow(size, band.high)));
    for (std::size_t i = 0; i < band.words; ++i) {
      const std::size_t id = begin + random.Below(static_cast<std::uint32_t>(end - begin));
      sample.insert(ToWordId(std::min(id, size - 1)));  // one that is drawn twice is there once
    }
  }
  return {sample.begin(), sample.end()};
}

}  // namespace

WatchedWords ChooseWords(const Vocabulary& vocabulary, const std::vector<std::string>& named,
                         std::uint64_t seed) {
  WatchedWords watched;
  if (named.empty() && vocabulary.size() > 0) watched.ids = Sample(vocabulary.size(), seed);
  for (const std::string& word : named) {
    if (const auto id = FindGiven(vocabulary.words(), word)) {
      watched.ids.push_back(*id);
    } else {
      watched.not_found.push_back(word);
    }
  }
  return watched;
}

}  // namespace hogvec
