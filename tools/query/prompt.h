#ifndef HOGVEC_QUERY_PROMPT_H_
#define HOGVEC_QUERY_PROMPT_H_

#include <string>

#include "query/answers.h"

namespace hogvec::query {

// Answers questions that somebody types, until Ctrl-D. Mistakes are said and forgotten.
void AnswerAtPrompt(const Asker& asker, const std::string& prompt);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_PROMPT_H_
