#include "phrases/joiner.h"

namespace hogvec {

WordId LastWordBefore(const Vocabulary& words, const TextBlock& block, Normalizer& normalizer) {
  WordId last = kGap;
  if (block.before.empty()) return last;
  const TextBlock before{.text = block.before, .file = block.file, .starts_line = false};
  const auto remember = [&](WordId, WordId id, std::string_view) { last = id; };
  ForEachPair(words, kGap, normalizer.Apply(before), remember, [] {});
  return last;
}

// A word that is joined is not joined to again, so it matters which of a run of words is the first.
// Both may be followed from any word on, as if it were joined and as if it were not: they agree
// behind the first two words that are no phrase.
Joiner::Joined Joiner::Join(const TextBlock& block) {
  if (block.before.empty()) return Join(block, kGap);
  WordId if_joined = kGap, if_not = kGap;
  bool first = true;
  const auto follow = [&](WordId, WordId id, std::string_view) {
    if_joined = first || AreJoined(if_joined, id) ? kGap : id;
    if_not = AreJoined(if_not, id) ? kGap : id;
    first = false;
  };
  const TextBlock before{.text = block.before, .file = block.file, .starts_line = false};
  ForEachPair(words_, kGap, normalizer_.Apply(before), follow, [] {});
  Joined joined = Join(block, if_not);
  joined.certain = !first && if_joined == if_not;
  return joined;
}

Joiner::Joined Joiner::Join(const TextBlock& block, WordId before) {
  Joined joined;
  bool at_line_start = block.before.empty();
  const auto add = [&](WordId, WordId id, std::string_view word) {
    const bool joins = AreJoined(before, id);
    if (!at_line_start) joined.text += joins ? std::string_view(joiner_) : " ";
    joined.text += word;
    joined.joined += joins ? 1 : 0;
    before = joins ? kGap : id;
    at_line_start = false;
  };
  const auto end_line = [&] {
    joined.text += '\n';
    before = kGap;
    at_line_start = true;
  };
  ForEachPair(words_, before, normalizer_.Apply(block), add, end_line);
  joined.last = before;
  return joined;
}

}  // namespace hogvec
