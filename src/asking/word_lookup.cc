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

AskedWord WordLookup::Find(std::string_view word, std::string_view advice) {
  const WordsView words = search_.words();
  if (const auto id = FindGiven(words, word)) return *id;
  if (const auto found = options_.known_only ? std::nullopt : search_.Find(word)) {
    Note(word, *found);
    return *found;
  }
  const auto near = WordsNear(words, word);
  if (options_.fuzzy && !near.empty()) {
    NoteOther(word, near[0]);
    return *words.Find(near[0]);
  }
  throw Error(
      ErrorKind::kNotFound,
      fmt::format(
          "unknown word {}{}{}", Quoted(word), advice,
          near.empty() ? "" : fmt::format("; similar spellings: {}", fmt::join(near, ", "))));
}

void WordLookup::Note(std::string_view word, const AskedWord& found) {
  if (found.id()) return NoteOther(word, search_.words()[*found.id()]);
  if (std::ranges::find(outcome_.unseen, word) == outcome_.unseen.end()) {
    outcome_.unseen.emplace_back(word);
  }
}

void WordLookup::NoteOther(std::string_view word, std::string_view other) {
  outcome_.notes.push_back(fmt::format("{} is unknown; using '{}'", Quoted(word), other));
}

std::vector<AskedWord> WordLookup::FindAll(std::span<const std::string> words) {
  std::vector<AskedWord> found;
  found.reserve(words.size());
  for (const std::string& word : words) found.push_back(Find(word));
  return found;
}

}  // namespace hogvec::asking
