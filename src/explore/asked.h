#ifndef HOGVEC_EXPLORE_ASKED_H_
#define HOGVEC_EXPLORE_ASKED_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number.h"
#include "explore/explored.h"
#include "explore/parameters.h"
#include "hogvec/error.h"

namespace hogvec::explore {

// The largest questions. `api/about` names them.
inline constexpr std::size_t kMostAnswers = 1000;
inline constexpr std::size_t kMostTerms = 64;
inline constexpr std::size_t kMostListed = 1000;
inline constexpr std::size_t kMostInMatrix = 100;

// A word that has no vector, and words of similar spelling that have one.
class UnknownWord : public Error {
 public:
  UnknownWord(const std::string& message, std::vector<std::string> near)
      : Error(ErrorKind::kNotFound, message), near_(std::move(near)) {}

  const std::vector<std::string>& near() const { return near_; }

 private:
  std::vector<std::string> near_;
};

// Up to `count` words that a mistyped one may stand for: the same in lower case first, then those
// of similar spelling, most similar first.
std::vector<std::string_view> SpellingsNear(WordsView words, std::string_view word,
                                            std::size_t count);

// A word as it is to be asked about. Throws UnknownWord, whose message ends with `advice`.
AskedWord FindWord(const NeighbourSearch& search, std::string_view word,
                   std::string_view advice = {});

// The words of a question, given as `w=WORD` or by their ids as `i=ID`, in their order. Throws
// Error{kUsage} for more than `most`, or fewer than one; Error{kNotFound} for an id of no word.
std::vector<std::string> WordsGiven(const NeighbourSearch& search, const Parameters& parameters,
                                    std::size_t most);

// The number of answers that are wanted, `k`: 10 if it is not there.
std::size_t AnswersWanted(const Parameters& parameters);

// Adds "count" to an object about a word, if there are counts.
void AddCount(const Explored& model, WordId id, Json& json);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_ASKED_H_
