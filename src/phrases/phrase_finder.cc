#include "phrases/phrase_finder.h"

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "corpus/normalizer.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

std::vector<Normalizer> NormalizersFor(const PhraseOptions& options) {
  std::vector<Normalizer> normalizers;
  for (std::size_t i = 0; i < ThreadCount(options.threads); ++i) {
    normalizers.emplace_back(options.text);
  }
  return normalizers;
}

// What is open on the line before a block, as far as it can be known.
template <typename IdOf>
Opening OpeningBefore(const WordIndex& connectors, const TextBlock& block, Normalizer& normalizer,
                      const IdOf& id_of) {
  Opening opening;
  if (block.before.empty()) return opening;
  const TextBlock before{.text = block.before, .file = block.file, .starts_line = false};
  FollowOpenings(connectors, normalizer.Apply(before), opening, id_of,
                 [](const Opening&, WordId id) { return id; });
  return opening;
}

// What one worker counts.
struct Counts {
  WordCounter words;     // that are not connectors
  WordCounter betweens;  // connectors between two words
  std::uint64_t connectors = 0;
};

void CountBlock(const WordIndex& connectors, const TextBlock& block, Normalizer& normalizer,
                Counts& counts) {
  const auto any = [](std::string_view) { return WordId{0}; };
  Opening opening = OpeningBefore(connectors, block, normalizer, any);
  const auto count = [&](std::string_view word) {
    counts.words.Count(word);
    return WordId{0};
  };
  const auto end = [&](const Opening& open, WordId id) {
    if (!open.between().empty()) counts.betweens.Count(open.between());
    return id;
  };
  const std::string_view text = normalizer.Apply(block);
  FollowOpenings(connectors, text, opening, count, end);
  if (connectors.empty()) return;
  Tokenize(
      text, [&](std::string_view word) { counts.connectors += connectors.Find(word) ? 1 : 0; },
      [] {});
}

// The lowest count that a phrase can have; the connectors within it are at least as frequent.
std::uint64_t MinCountOfPhrases(const PhraseOptions& options) {
  const bool scores_above = options.score == PhraseScore::kNpmi || options.threshold >= 0;
  return scores_above ? options.min_count : 1;
}

Vocabulary KeepFrequent(const WordCounter& counted, std::uint64_t min_count) {
  PruneReport ignored;
  return PruneToVocabulary(counted, {.min_count = min_count}, ignored);
}

FoundPhrases CountWords(const PhraseOptions& options, Readings& readings) {
  FoundPhrases found;
  WordIndex& connectors = found.book.lexicon.connectors;
  for (const std::string& word : options.connectors) connectors.FindOrAdd(word);
  auto normalizers = NormalizersFor(options);
  std::vector<Counts> counts(normalizers.size());
  Reading(options, PhraseProgress::Phase::kCounting, readings)
      .ForEachBlock([&](std::size_t worker, const TextBlock& block) {
        CountBlock(connectors, block, normalizers[worker], counts[worker]);
      });
  Counts all;
  for (const Counts& each : counts) {
    all.words.Add(each.words);
    all.betweens.Add(each.betweens);
    found.words += each.connectors;
  }
  for (std::size_t i = 0; i < all.words.counts().size(); ++i) {
    found.words += all.words.counts()[i];
    found.not_utf8 += IsUtf8(all.words.words()[ToWordId(i)]) ? 0 : 1;
  }
  found.book.lexicon.words = KeepFrequent(all.words, options.min_count);
  found.book.lexicon.betweens = KeepFrequent(all.betweens, MinCountOfPhrases(options));
  return found;
}

void CollectPairs(const Lexicon& lexicon, const TextBlock& block, Normalizer& normalizer,
                  std::vector<WordPair>& pairs) {
  const auto id_of = [&](std::string_view word) { return lexicon.words.Find(word).value_or(kGap); };
  const auto add = [&](const Opening& open, WordId id) {
    if (const auto pair = PairOf(lexicon, open, id)) pairs.push_back(*pair);
    return id;
  };
  pairs.clear();
  Opening opening = OpeningBefore(lexicon.connectors, block, normalizer, id_of);
  FollowOpenings(lexicon.connectors, normalizer.Apply(block), opening, id_of, add);
}

// Counts one share of the pairs; false if they do not fit.
bool FindInShare(const PhraseOptions& options, std::size_t share, std::size_t shares,
                 Readings& readings, FoundPhrases& found) {
  PairCounter counter(share, shares,
                      options.memory > 0 ? options.memory : PhysicalMemoryBytes() / 4);
  auto normalizers = NormalizersFor(options);
  std::vector<std::vector<WordPair>> room(normalizers.size());
  Reading(options, PhraseProgress::Phase::kFinding, readings)
      .ForEachBlock([&](std::size_t worker, const TextBlock& block) {
        if (counter.full()) return;
        CollectPairs(found.book.lexicon, block, normalizers[worker], room[worker]);
        counter.Add(room[worker]);
      });
  if (counter.full()) return false;
  counter.ForEach([&](const WordPair& pair, std::uint64_t count) {
    if (count < options.min_count && options.score == PhraseScore::kNpmi) return;
    if (ScoreOf(options, found, pair, count) > options.threshold) {
      found.book.phrases.insert({pair, count});
    }
  });
  return true;
}

}  // namespace

double ScoreOf(const PhraseOptions& options, const FoundPhrases& found, const WordPair& pair,
               std::uint64_t count) {
  const Vocabulary& words = found.book.lexicon.words;
  const auto ab = static_cast<double>(count), n = static_cast<double>(found.words);
  const auto a = static_cast<double>(words.Count(pair.first));
  const auto b = static_cast<double>(words.Count(pair.second));
  if (options.score == PhraseScore::kDiscount) {
    return (ab - static_cast<double>(options.min_count)) / a / b * n;
  }
  return ab == n ? 1 : std::log(ab * n / (a * b)) / std::log(n / ab);
}

// Starts with one share, and restarts with twice as many until each fits.
FoundPhrases FindPhrases(const PhraseOptions& options, Readings& readings) {
  FoundPhrases found = CountWords(options, readings);
  for (std::size_t shares = 1;; shares *= 2) {
    found.book.phrases.clear();
    std::size_t share = 0;
    while (share < shares && FindInShare(options, share, shares, readings, found)) ++share;
    if (share == shares) return found;
    readings.Foresee(share + 1 + shares);
  }
}

}  // namespace hogvec
