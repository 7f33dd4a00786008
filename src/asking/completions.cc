#include "asking/completions.h"

#include <algorithm>

#include "base/printable.h"
#include "base/utf8.h"

namespace hogvec::asking {
namespace {

// A word with spaces would have to be typed in quotes.
bool CanBeTyped(std::string_view word) {
  return Printable(word) == word && word.find(' ') == std::string_view::npos;
}

// Drops an incomplete character at the end.
void DropBrokenEnd(std::string& text) {
  while (!IsUtf8(text)) text.pop_back();
}

void Take(std::string_view word, std::size_t most, Completions& found) {
  if (found.total++ == 0) found.common = word;
  const auto [end, unused] = std::ranges::mismatch(found.common, word);
  found.common.erase(end, found.common.end());
  if (found.words.size() < most) found.words.push_back(word);
}

}  // namespace

Completions CompletionsOf(std::span<const std::string_view> names, WordsView words,
                          std::string_view typed, std::size_t most) {
  Completions found;
  for (const std::string_view name : names) {
    if (name.starts_with(typed) && !words.Find(name)) Take(name, most, found);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[ToWordId(i)];
    if (word.starts_with(typed) && CanBeTyped(word)) Take(word, most, found);
  }
  DropBrokenEnd(found.common);
  return found;
}

}  // namespace hogvec::asking
