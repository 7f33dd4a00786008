#ifndef HOGVEC_ASKING_SUM_H_
#define HOGVEC_ASKING_SUM_H_

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec::asking {

// A term of a sum of words.
struct Term {
  double weight = 1;
  std::string word;
};

// A number and a word joined by a star, as "2*paris" and "-0.5*rome"; nothing for other texts.
std::optional<Term> WeightedTerm(std::string_view text);

// The terms of a sum like "king - man + 2*woman", given as the words of a line. Signs stand alone
// or before a term, "king -man"; in the middle of a word they are part of it, as in "well-known". A
// sign before the first term may be left out; where it begins a word that is known, as "-ly", it
// belongs to that. Throws Error{kUsage} for what is no sum.
std::vector<Term> ParseSum(std::span<const std::string> words,
                           const std::function<bool(std::string_view)>& is_known);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_SUM_H_
