#ifndef HOGVEC_ASKING_QUERY_ENGINE_H_
#define HOGVEC_ASKING_QUERY_ENGINE_H_

#include <span>
#include <vector>

#include "asking/answer.h"
#include "asking/commands.h"
#include "asking/questions.h"
#include "hogvec/neighbours.h"

namespace hogvec::asking {

// Answers questions in words about vectors. `search` must outlive it. May be used by several
// threads at once.
class QueryEngine {
 public:
  QueryEngine(const NeighbourSearch& search, const AskOptions& options)
      : search_(search), options_(options) {}

  const NeighbourSearch& search() const { return search_; }

  // Answers questions of one kind in their order, with one reading of the vectors for many of them.
  // Errors are kNotFound for an unknown word, with near spellings, and kUsage for what is no
  // question.
  std::vector<Outcome> AnswersTo(const Command& command, std::span<const Words> questions) const;
  Outcome AnswerTo(const Command& command, const Words& question) const {
    return AnswersTo(command, std::span(&question, 1))[0];
  }

 private:
  Interpretation Interpret(const Command& command, const Words& question,
                           std::vector<std::string>& notes) const;
  std::vector<std::vector<Neighbour>> NearestTo(std::span<const Query> queries) const;

  const NeighbourSearch& search_;
  const AskOptions options_;
};

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_QUERY_ENGINE_H_
