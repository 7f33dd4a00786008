#include "phrases/joiner.h"

#include <optional>
#include <utility>

namespace hogvec {

void AppendBetween(const Opening& opening, std::string_view separator, std::string& text) {
  const auto append = [&](std::string_view connector) {
    text += separator;
    text += connector;
  };
  Tokenize(opening.between(), append, [] {});
}

WordId Joiner::IdOf(std::string_view word) const {
  return book_.lexicon.words.Find(word).value_or(kGap);
}

bool Joiner::AreJoined(const Opening& first, WordId last) const {
  const auto pair = PairOf(book_.lexicon, first, last);
  return pair && book_.phrases.contains(*pair);
}

// A word that was joined is not joined again, so the result depends on where a run of words begins.
// From any word on, both possibilities can be followed, that it was joined and that it was not:
// they agree after the first two words that are not a phrase.
Joiner::Joined Joiner::Join(const TextBlock& block) {
  if (block.before.empty()) return Join(block, Opening());
  const TextBlock before{.text = block.before, .file = block.file, .starts_line = false};
  const std::string_view text = normalizer_.Apply(before);
  const auto after = [&](bool joined) -> std::optional<Opening> {
    Opening opening;
    bool first = true;
    const auto follow = [&](const Opening& open, WordId id) {
      const bool joins = std::exchange(first, false) ? joined : AreJoined(open, id);
      return joins ? kGap : id;
    };
    const auto id_of = [&](std::string_view word) { return IdOf(word); };
    FollowOpenings(book_.lexicon.connectors, text, opening, id_of, follow);
    return first ? std::nullopt : std::optional(opening);
  };
  const auto if_joined = after(true), if_not = after(false);
  Joined joined = Join(block, if_not.value_or(Opening()));
  joined.certain = if_not.has_value() && if_joined == if_not;
  return joined;
}

Joiner::Joined Joiner::Join(const TextBlock& block, Opening before) {
  const WordIndex& connectors = book_.lexicon.connectors;
  Joined joined;
  joined.last = std::move(before);
  bool at_line_start = block.before.empty();
  const auto add = [&](std::string_view word) {
    ++joined.counts.words;
    const bool connects = !connectors.empty() && connectors.Find(word);
    if (connects && joined.last.Take(word)) return;
    const WordId id = connects ? kGap : IdOf(word);
    const bool joins = AreJoined(joined.last, id);
    const std::string_view separator = joins ? std::string_view(joiner_) : " ";
    AppendBetween(joined.last, separator, joined.text);
    if (!std::exchange(at_line_start, false)) joined.text += separator;
    joined.text += word;
    joined.counts.joined += joins ? 1 : 0;
    joined.last.Restart(joins ? kGap : id);
  };
  const auto end_line = [&] {
    AppendBetween(joined.last, " ", joined.text);
    joined.text += '\n';
    joined.last.Restart(kGap);
    at_line_start = true;
  };
  Tokenize(normalizer_.Apply(block), add, end_line);
  return joined;
}

}  // namespace hogvec
