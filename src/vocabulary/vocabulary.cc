#include "hogvec/vocabulary.h"

#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

using CountedWord = std::pair<std::string_view, std::uint64_t>;

// The order of ids: most frequent first, ties by bytes, so that the order is total.
bool ComesFirst(const CountedWord& a, const CountedWord& b) {
  return std::tie(b.second, a.first) < std::tie(a.second, b.first);
}

// Orders the words and drops all but the first `limit`.
void KeepFirst(std::vector<CountedWord>& words, std::uint64_t limit) {
  if (limit == 0 || limit >= words.size()) return;
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(limit);
  std::nth_element(words.begin(), end, words.end(), ComesFirst);
  words.erase(end, words.end());
}

std::vector<CountedWord> Counted(const WordIndex& words, std::span<const std::uint64_t> counts) {
  std::vector<CountedWord> counted;
  counted.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    counted.emplace_back(words[ToWordId(i)], counts[i]);
  }
  return counted;
}

}  // namespace

Vocabulary::Vocabulary(const WordIndex& words, std::span<const std::uint64_t> counts)
    : Vocabulary(Counted(words, counts)) {}

Vocabulary::Vocabulary(std::vector<CountedWord> counted) {
  std::sort(counted.begin(), counted.end(), ComesFirst);
  std::size_t bytes = 0;
  for (const CountedWord& word : counted) bytes += word.first.size();
  words_.Reserve(counted.size(), bytes);
  counts_.reserve(counted.size());
  for (const auto& [word, count] : counted) {
    words_.FindOrAdd(word);
    counts_.push_back(count);
    total_ += count;
  }
}

namespace {

void ReportUnusual(const Vocabulary& vocabulary, PruneReport& report) {
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const std::string_view word = vocabulary.Word(ToWordId(i));
    const std::uint64_t count = vocabulary.counts()[i];
    const bool utf8 = IsUtf8(word), nul = word.find('\0') != std::string_view::npos;
    report.not_utf8_words += utf8 ? 0 : 1;
    report.not_utf8_tokens += utf8 ? 0 : count;
    report.nul_words += nul ? 1 : 0;
    report.nul_tokens += nul ? count : 0;
  }
}

}  // namespace

namespace {

// The words of `kept` and of `stays`, with the counts of both.
std::vector<CountedWord> Joined(const std::vector<CountedWord>& kept, const Vocabulary& stays) {
  std::vector<CountedWord> all;
  std::vector<std::uint64_t> added(stays.size());
  for (const auto& [word, count] : kept) {
    if (const auto id = stays.Find(word)) {
      added[ToIndex(*id)] = count;
    } else {
      all.emplace_back(word, count);
    }
  }
  for (std::size_t i = 0; i < stays.size(); ++i) {
    all.emplace_back(stays.Word(ToWordId(i)), stays.counts()[i] + added[i]);
  }
  return all;
}

}  // namespace

Vocabulary PruneToVocabulary(const WordCounter& counted, const PruneOptions& prune,
                             PruneReport& report, const Vocabulary* stays) {
  std::vector<CountedWord> kept;
  std::uint64_t all_tokens = 0;
  for (std::size_t i = 0; i < counted.words().size(); ++i) {
    const std::string_view word = counted.words()[ToWordId(i)];
    const std::uint64_t count = counted.counts()[i];
    all_tokens += count;
    const bool old = stays != nullptr && stays->Find(word).has_value();
    if (old || count >= prune.min_count) kept.emplace_back(word, count);
  }
  if (stays == nullptr) KeepFirst(kept, prune.max_vocab);
  report.kept_words = kept.size();
  report.dropped_words = counted.words().size() - kept.size();
  report.kept_tokens = 0;
  for (const auto& [word, count] : kept) report.kept_tokens += count;
  report.dropped_tokens = all_tokens - report.kept_tokens;
  Vocabulary vocabulary(stays == nullptr ? std::move(kept) : Joined(kept, *stays));
  ReportUnusual(vocabulary, report);
  return vocabulary;
}

}  // namespace hogvec
