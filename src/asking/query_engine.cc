#include "asking/query_engine.h"

#include <cstddef>
#include <utility>

#include "asking/word_lookup.h"
#include "hogvec/error.h"

namespace hogvec::asking {

std::vector<Outcome> QueryEngine::AnswersTo(const Command& command,
                                            std::span<const Words> questions) const {
  std::vector<Outcome> outcomes(questions.size());
  std::vector<Query> queries;
  std::vector<std::size_t> asked;  // the questions that the queries are of
  for (std::size_t i = 0; i < questions.size(); ++i) {
    try {
      auto interpretation = Interpret(command, questions[i], outcomes[i]);
      if (auto* const answer = std::get_if<Answer>(&interpretation)) {
        outcomes[i].result = std::move(*answer);
        continue;
      }
      queries.push_back(std::get<Query>(std::move(interpretation)));
      asked.push_back(i);
    } catch (const Error& error) {
      outcomes[i].result = error;
    }
  }
  auto found = NearestTo(queries);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    outcomes[asked[i]].result = std::move(found[i]);
  }
  return outcomes;
}

Interpretation QueryEngine::Interpret(const Command& command, const Words& question,
                                      Outcome& outcome) const {
  CheckCount(command, question.size());
  WordLookup lookup(search_, {.fuzzy = options_.fuzzy, .known_only = options_.known_only}, outcome);
  return command.interpret({search_, lookup, options_}, question);
}

// One question is scanned by all threads, many are shared among them.
std::vector<std::vector<Neighbour>> QueryEngine::NearestTo(std::span<const Query> queries) const {
  if (queries.size() != 1) return search_.NearestOfMany(queries, options_.count);
  return {search_.Nearest(queries[0], options_.count)};
}

}  // namespace hogvec::asking
