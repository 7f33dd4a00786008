#include "evaluation/test_words.h"

#include <algorithm>

#include "base/utf8.h"
#include "unicode/nfc.h"
#include "unicode/upper_case.h"

namespace hogvec {

TestWords::TestWords(const NeighbourSearch& search, const TestSetOptions& options)
    : search_(search), case_sensitive_(options.case_sensitive), known_only_(options.known_only) {
  const WordsView words = search.words();
  for (std::size_t i = 0; i < std::min(search.range().top, words.size()); ++i) {
    const std::string_view word = words[ToWordId(i)];
    const WordId spelling = spellings_.FindOrAdd(case_sensitive_ ? word : UpperCase(word));
    if (ToIndex(spelling) == first_.size()) first_.push_back(ToWordId(i));
    spelling_.push_back(spelling);
  }
}

std::optional<WordId> TestWords::Find(std::string_view word) const {
  if (const auto id = FindSpelling(word)) return id;
  if (IsAscii(word)) return std::nullopt;
  const auto composed = FindSpelling(Composed(word));
  return composed ? composed : FindSpelling(Decomposed(word));
}

std::optional<AskedWord> TestWords::FindOrCompose(std::string_view word) const {
  if (const auto id = Find(word)) return *id;
  if (known_only_) return std::nullopt;
  auto found = search_.Find(word);
  if (found && found->id()) return std::nullopt;
  return found;
}

std::optional<WordId> TestWords::FindSpelling(std::string_view word) const {
  const auto spelling = spellings_.Find(case_sensitive_ ? word : UpperCase(word));
  return spelling ? std::optional(first_[ToIndex(*spelling)]) : std::nullopt;
}

}  // namespace hogvec
