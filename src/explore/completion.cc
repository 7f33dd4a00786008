#include "explore/completion.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/ascii.h"
#include "explore/asked.h"
#include "unicode/nfc.h"

namespace hogvec::explore {
namespace {

// A word as it is sorted: its first eight bytes settle most comparisons.
struct Keyed {
  std::uint64_t key = 0;
  WordId id{};
};

std::uint64_t KeyOf(std::string_view word) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    key = key << 8 | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0u);
  }
  return key;
}

std::vector<Keyed> SortedKeys(WordsView words) {
  std::vector<Keyed> keys(words.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const WordId id = ToWordId(i);
    keys[i] = {KeyOf(words[id]), id};
  }
  std::sort(keys.begin(), keys.end(), [&](const Keyed& a, const Keyed& b) {
    return a.key != b.key ? a.key < b.key : words[a.id] < words[b.id];
  });
  return keys;
}

// As it was typed, or else as it may be spelled in the vectors: composed, or in lower case.
PrefixIndex::Found BegunSo(const PrefixIndex& index, std::string_view typed, std::size_t most) {
  PrefixIndex::Found found = index.Find(typed, most);
  if (found.total > 0) return found;
  const std::string composed = Composed(typed);
  if (composed != typed) found = index.Find(composed, most);
  if (found.total > 0) return found;
  std::string lower;
  AppendAsciiLower(composed, lower);
  return lower == composed ? found : index.Find(lower, most);
}

PrefixIndex::Found SpelledSo(WordsView words, std::string_view typed, std::size_t most) {
  PrefixIndex::Found found;
  for (const std::string_view word : SpellingsNear(words, typed, most)) {
    found.ids.push_back(*words.Find(word));
  }
  found.total = found.ids.size();
  return found;
}

}  // namespace

PrefixIndex::PrefixIndex(WordsView words) : words_(words) {
  sorted_.reserve(words.size());
  for (const Keyed& each : SortedKeys(words)) sorted_.push_back(each.id);
}

PrefixIndex::Found PrefixIndex::Find(std::string_view typed, std::size_t most) const {
  const auto beginning = [&](WordId id) { return words_[id].substr(0, typed.size()); };
  const auto first = std::partition_point(sorted_.begin(), sorted_.end(),
                                          [&](WordId id) { return beginning(id) < typed; });
  const auto last =
      std::partition_point(first, sorted_.end(), [&](WordId id) { return beginning(id) == typed; });
  const auto total = static_cast<std::size_t>(last - first);
  Found found{std::vector<WordId>(std::min(most, total)), total};
  std::partial_sort_copy(first, last, found.ids.begin(), found.ids.end());
  return found;
}

Json CompleteAnswer(const Explored& model, const PrefixIndex& index, const Parameters& parameters) {
  const std::string_view typed = parameters.Get("q");
  const std::size_t wanted = AnswersWanted(parameters);
  const WordsView words = model.search.words();
  PrefixIndex::Found found = BegunSo(index, typed, wanted);
  const bool by_spelling = found.total == 0;
  if (by_spelling) found = SpelledSo(words, typed, wanted);
  Json listed = Json::array();
  for (const WordId id : found.ids) {
    Json word = {{"id", ToIndex(id)}, {"word", words[id]}};
    AddCount(model, id, word);
    listed.push_back(std::move(word));
  }
  return {
      {"v", 1}, {"words", std::move(listed)}, {"total", found.total}, {"spelling", by_spelling}};
}

}  // namespace hogvec::explore
