#ifndef HOGVEC_ASKING_QUERY_ENGINE_H_
#define HOGVEC_ASKING_QUERY_ENGINE_H_

#include <span>
#include <vector>

#include "asking/answer.h"
#include "asking/commands.h"
#include "asking/questions.h"
#include "hogvec/neighbours.h"

namespace hogvec::asking {

// Answers questions in words about vectors. `search` must outlive it. Its functions may be called
// concurrently.
class QueryEngine {
 public:
  QueryEngine(const NeighbourSearch& search, const AskOptions& options)
      : search_(search), options_(options) {}

  const NeighbourSearch& search() const { return search_; }

  // Answers questions of one kind, in their order. Nearest words are found for many of them with
  // one scan of the vectors. Errors are kNotFound for an unknown word, with similar spellings, and
  // kUsage for what is no question.
  std::vector<Outcome> AnswersTo(const Command& command, std::span<const Words> questions) const;
  Outcome AnswerTo(const Command& command, const Words& question) const {
    return AnswersTo(command, std::span(&question, 1))[0];
  }

 private:
  Interpretation Interpret(const Command& command, const Words& question, Outcome& outcome) const;
  std::vector<std::vector<Neighbour>> NearestTo(std::span<const Query> queries) const;

  const NeighbourSearch& search_;
  const AskOptions options_;
};

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_QUERY_ENGINE_H_
