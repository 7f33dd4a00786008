#include "asking/word_lookup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/neighbours.h"

namespace hogvec::asking {
namespace {

std::string InLowerCase(std::string_view word) {
  std::string lower(word);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return lower;
}

// The word in lower case, if that is known, and words of similar spelling.
std::vector<std::string_view> WordsNear(WordsView words, std::string_view word) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string_view> near = NearSpellings(words, word, kMost);
  if (const auto id = FindGiven(words, InLowerCase(word))) {
    std::erase(near, words[*id]);
    near.insert(near.begin(), words[*id]);
  }
  near.resize(std::min(near.size(), kMost));
  return near;
}

}  // namespace

WordId WordLookup::Find(std::string_view word, std::string_view advice) {
  if (const auto id = FindGiven(words_, word)) return *id;
  const auto near = WordsNear(words_, word);
  if (fuzzy_ && !near.empty()) {
    notes_.push_back(fmt::format("{} is unknown; using '{}'", Quoted(word), near[0]));
    return *words_.Find(near[0]);
  }
  throw Error(
      ErrorKind::kNotFound,
      fmt::format(
          "unknown word {}{}{}", Quoted(word), advice,
          near.empty() ? "" : fmt::format("; similar spellings: {}", fmt::join(near, ", "))));
}

std::vector<WordId> WordLookup::FindAll(std::span<const std::string> words) {
  std::vector<WordId> ids;
  ids.reserve(words.size());
  for (const std::string& word : words) ids.push_back(Find(word));
  return ids;
}

}  // namespace hogvec::asking
