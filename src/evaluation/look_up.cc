#include "evaluation/look_up.h"

#include <algorithm>
#include <string>

namespace hogvec {

std::optional<WordId> LookUp(WordsView words, std::string_view word) {
  if (const auto id = FindGiven(words, word)) return id;
  std::string small(word);
  std::ranges::transform(small, small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return FindGiven(words, small);
}

}  // namespace hogvec
