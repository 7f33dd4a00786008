#include "explore/asked.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/quoted.h"

namespace hogvec::explore {
namespace {

std::string WordOfId(const NeighbourSearch& search, std::string_view text) {
  const std::size_t words = search.words().size();
  const auto id = WholeNumber(text);
  if (!id) {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("expected the id of a word, a whole number, in 'i', found {}", Quoted(text)));
  }
  if (*id < words) return std::string(search.words()[ToWordId(*id)]);
  throw Error(ErrorKind::kNotFound,
              fmt::format("no word has the id {}; there are {} words", *id, words));
}

}  // namespace

std::vector<std::string_view> SpellingsNear(WordsView words, std::string_view word,
                                            std::size_t count) {
  std::vector<std::string_view> near = NearSpellings(words, word, count);
  std::string lower;
  AppendAsciiLower(word, lower);
  if (const auto id = FindGiven(words, lower)) {
    std::erase(near, words[*id]);
    near.insert(near.begin(), words[*id]);
  }
  near.resize(std::min(near.size(), count));
  return near;
}

AskedWord FindWord(const NeighbourSearch& search, std::string_view word, std::string_view advice) {
  constexpr std::size_t kMostSpellings = 3;
  if (auto found = search.Find(word)) return *std::move(found);
  const auto near = SpellingsNear(search.words(), word, kMostSpellings);
  throw UnknownWord(fmt::format("unknown word {}{}", Quoted(word), advice),
                    {near.begin(), near.end()});
}

std::vector<std::string> WordsGiven(const NeighbourSearch& search, const Parameters& parameters,
                                    std::size_t most) {
  std::vector<std::string> words;
  for (const auto& [name, value] : parameters.values()) {
    if (name == "w") words.push_back(value);
    if (name == "i") words.push_back(WordOfId(search, value));
    if (words.size() > most) {
      throw Error(ErrorKind::kUsage, fmt::format("expected at most {} words, found more", most));
    }
  }
  if (words.empty()) {
    throw Error(ErrorKind::kUsage, "expected a word, as 'w=WORD', or its id, as 'i=ID'");
  }
  return words;
}

std::size_t AnswersWanted(const Parameters& parameters) {
  return parameters.Number("k", 10, 1, kMostAnswers);
}

void AddCount(const Explored& model, WordId id, Json& json) {
  if (!model.counts.empty()) json["count"] = model.counts[ToIndex(id)];
}

}  // namespace hogvec::explore
