#include "asking/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include "asking/sum.h"
#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"

namespace hogvec::asking {
namespace {

using WordSpan = std::span<const std::string>;

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

// A vector without a direction has no neighbours.
Query WithDirection(Query query) {
  double squares = 0;
  for (const float value : query.values) squares += double{value} * value;
  if (squares > 0 && squares <= std::numeric_limits<float>::max()) return query;
  throw Error(ErrorKind::kUsage, squares > 0 ? "the values of the vector are too large to compare"
                                             : "the vector is zero and has no direction");
}

// What is not to be an answer to a question about a word.
std::vector<WordId> IdsOf(const AskedWord& word) {
  return word.id() ? std::vector{*word.id()} : std::vector<WordId>();
}

Interpretation Neighbours(const Asked& asked, WordSpan words) {
  const AskedWord word = asked.lookup.Find(words[0]);
  return Query{asked.search.Unit(word), IdsOf(word)};
}

Interpretation Analogy(const Asked& asked, WordSpan words) {
  const std::vector<AskedWord> abc = asked.lookup.FindAll(words);
  if (!asked.options.cosmul) return asked.search.AnalogyQuery(abc[0], abc[1], abc[2]);
  return asked.search.AnalogyByCosMul(abc[0], abc[1], abc[2], asked.options.count);
}

Interpretation SimilarityOfTwo(const Asked& asked, WordSpan words) {
  const std::vector<AskedWord> both = asked.lookup.FindAll(words);
  return Similarity{asked.search.Similarity(both[0], both[1])};
}

Interpretation Between(const Asked& asked, WordSpan words) {
  return asked.search.MeanQuery(asked.lookup.FindAll(words));
}

Interpretation OddOneOut(const Asked& asked, WordSpan words) {
  const std::vector<AskedWord> found = asked.lookup.FindAll(words);
  const std::size_t odd = asked.search.OddOneOut(found);
  const auto id = found[odd].id();
  return OddWord{id ? std::string(asked.search.words()[*id]) : words[odd]};
}

Interpretation Sum(const Asked& asked, WordSpan words) {
  std::vector<QueryTerm> terms;
  const auto is_known = [&](std::string_view word) { return asked.lookup.Knows(word); };
  for (const Term& term : ParseSum(words, is_known)) {
    const bool has_sign = term.word.find_first_of("+-*") != std::string::npos;
    const AskedWord word = asked.lookup.Find(
        term.word, has_sign ? "; put spaces around signs, as in 'king - man'" : "");
    terms.push_back({word, static_cast<float>(term.weight)});
  }
  return WithDirection(asked.search.SumQuery(terms));
}

Interpretation Vector(const Asked& asked, WordSpan words) {
  const std::size_t dim = asked.search.dim();
  if (words.size() != dim) {
    throw Error(ErrorKind::kUsage,
                fmt::format("expected a vector of {} numbers, found {}", dim, words.size()));
  }
  Query query;
  for (const std::string& word : words) {
    const auto value = ParseFloat(word);
    if (!value || !std::isfinite(*value)) {
      throw Error(ErrorKind::kUsage, fmt::format("expected a number, found {}", Quoted(word)));
    }
    query.values.push_back(*value);
  }
  return WithDirection(std::move(query));
}

constexpr std::array kCommands = {
    Command{"nn", 1, 1, "WORD", "the nearest words", Neighbours},
    Command{"analogy", 3, 3, "A B C", "A is to B as C is to ?", Analogy},
    Command{"similarity", 2, 2, "A B", "the cosine of two words", SimilarityOfTwo},
    Command{"between", 2, kAnyNumber, "A B...", "nearest to their mean", Between},
    Command{"odd-one-out", 3, kAnyNumber, "A B C...", "the one that does not belong", OddOneOut},
    Command{"arith", 1, kAnyNumber, "A - 2*B + C", "nearest to that sum", Sum},
    Command{"vector", 1, kAnyNumber, "X X...", "nearest to these values", Vector}};

}  // namespace

std::span<const Command> Commands() { return kCommands; }

const Command* FindCommand(std::string_view name) {
  const auto* found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : found;
}

void CheckCount(const Command& command, std::size_t words) {
  if (words >= command.fewest && words <= command.most) return;
  const bool is_fixed = command.fewest == command.most;
  throw Error(
      ErrorKind::kUsage,
      fmt::format(
          "{} takes {}{} {}, not {}{}", command.name, command.fewest, is_fixed ? "" : " or more",
          command.most == 1 ? "word" : "words", words,
          words > command.most ? "; put a word that contains spaces in double quotes" : ""));
}

}  // namespace hogvec::asking
