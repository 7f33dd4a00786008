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

// A number times a word, such as "2*paris" and "-0.5*rome"; nothing for other texts.
std::optional<Term> WeightedTerm(std::string_view text);

// The terms of a sum such as "king - man + 2*woman", given as the words of a line. Signs are words
// of their own or precede a term, "king -man"; within a word they are part of it, as in
// "well-known". The first term needs no sign; if it is a known word that starts with one, such as
// "-ly", the sign is part of it. Throws Error{kUsage} for anything else.
std::vector<Term> ParseSum(std::span<const std::string> words,
                           const std::function<bool(std::string_view)>& is_known);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_SUM_H_
