#include "phrases/lexicon.h"

namespace hogvec {

bool Opening::Take(std::string_view connector) {
  if (word_ == kGap || connectors_ == kMostConnectors) return false;
  if (connectors_++ > 0) between_ += ' ';
  between_ += connector;
  return true;
}

void Opening::Restart(WordId word) {
  word_ = word;
  between_.clear();
  connectors_ = 0;
}

std::optional<WordPair> PairOf(const Lexicon& lexicon, const Opening& opening, WordId last) {
  if (opening.word() == kGap || last == kGap) return std::nullopt;
  if (opening.between().empty()) return WordPair{opening.word(), last};
  const auto between = lexicon.betweens.Find(opening.between());
  if (!between) return std::nullopt;
  return WordPair{opening.word(), last, *between};
}

}  // namespace hogvec
