#ifndef HOGVEC_ASKING_COMMANDS_H_
#define HOGVEC_ASKING_COMMANDS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "asking/answer.h"
#include "asking/word_lookup.h"
#include "hogvec/neighbours.h"

namespace hogvec::asking {

// How questions are answered.
struct AskOptions {
  std::size_t count = 10;   // answers per question
  bool cosmul = false;      // analogies by 3CosMul
  bool fuzzy = false;       // take the nearest spelling for an unknown word
  bool known_only = false;  // make no vectors from n-grams
};

// The vectors that a question is about, and how it is to be answered.
struct Asked {
  const NeighbourSearch& search;
  WordLookup& lookup;
  const AskOptions& options;
};

// A question as it is to be computed: a query, to be searched for together with others, or the
// answer itself.
using Interpretation = std::variant<Query, Answer>;

// A kind of question.
struct Command {
  std::string_view name;
  std::size_t fewest, most;  // words of a question
  std::string_view words;    // as the usage names them
  std::string_view meaning;
  // Takes as many words as CheckCount allows. Throws Error{kNotFound} for an unknown word and
  // Error{kUsage} for what is no question.
  Interpretation (*interpret)(const Asked& asked, std::span<const std::string> words);
};

// All of them, the usual ones first.
std::span<const Command> Commands();

// The one of this name, or null.
const Command* FindCommand(std::string_view name);

// Throws Error{kUsage} unless a question of this kind may have so many words.
void CheckCount(const Command& command, std::size_t words);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_COMMANDS_H_
