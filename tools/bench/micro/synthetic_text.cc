#include "bench/micro/synthetic_text.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "corpus/tokenizer.h"
#include "sampling/alias_table.h"

namespace hogvec::bench {
namespace {

constexpr std::size_t kWordsPerLine = 20;

// Under Zipf's law log2(rank) is uniform over the tokens; half of it plus one averages about 5 for
// 50,000 words, and allows far more spellings of a length than there are ranks.
std::size_t LengthOf(std::size_t rank, Random& random) {
  const auto middle = static_cast<std::size_t>(std::log2(static_cast<double>(rank)) / 2);
  return 1 + middle + random.Below(2);
}

std::string Spell(std::size_t length, Random& random) {
  std::string word(length, ' ');
  for (char& letter : word) letter = static_cast<char>('a' + random.Below(26));
  return word;
}

std::vector<WordId> DrawIds(std::size_t words, std::size_t length) {
  Random random(2, RandomPurpose::kTest);
  const AliasTable table = AliasTable::ForCounts(ZipfCounts(words, 1'000'000'000), 1.0);
  std::vector<WordId> ids;
  for (std::size_t i = 0; i < length; ++i) {
    ids.push_back(table.Draw(random));
    if ((i + 1) % kWordsPerLine == 0) ids.push_back(kLineEnd);
  }
  return ids;
}

std::string TextOf(std::span<const WordId> ids, const WordIndex& words) {
  std::string text;
  for (const WordId id : ids) {
    if (id == kLineEnd) {
      text.back() = '\n';
    } else {
      text.append(words[id]) += ' ';
    }
  }
  return text;
}

}  // namespace

// A spelling that is already taken is drawn again, until there are enough.
WordIndex SpellWords(std::size_t count) {
  Random random(1, RandomPurpose::kTest);
  WordIndex words;
  while (words.size() < count) words.FindOrAdd(Spell(LengthOf(words.size() + 1, random), random));
  return words;
}

std::vector<std::uint64_t> ZipfCounts(std::size_t words, std::uint64_t first) {
  std::vector<std::uint64_t> counts(words);
  for (std::size_t i = 0; i < words; ++i) counts[i] = std::max<std::uint64_t>(1, first / (i + 1));
  return counts;
}

SyntheticText::SyntheticText(std::size_t different_words, std::size_t length)
    : words(SpellWords(different_words)),
      ids(DrawIds(different_words, length)),
      text(TextOf(ids, words)) {
  Tokenize(
      text, [&](std::string_view word) { tokens.push_back(word); }, [] {});
}

const SyntheticText& SampleText() {
  static const SyntheticText kText(50'000, 500'000);
  return kText;
}

}  // namespace hogvec::bench
