#ifndef HOGVEC_QUERY_PROMPT_H_
#define HOGVEC_QUERY_PROMPT_H_

#include "query/print_answers.h"

namespace hogvec::query {

// Answers questions that somebody types on the terminal behind stdin and stdout, until Ctrl-D.
// Words alone are asked as the session's command; a line may also begin with another one. Mistakes
// are reported and forgotten. What was typed is kept for the next time, where that can be.
void AnswerAtPrompt(const Session& session);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_PROMPT_H_
