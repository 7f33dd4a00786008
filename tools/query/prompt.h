#ifndef HOGVEC_QUERY_PROMPT_H_
#define HOGVEC_QUERY_PROMPT_H_

#include "query/print_answers.h"

namespace hogvec::query {

// Answers questions that are typed on the terminal on stdin and stdout, until Ctrl-D. Words alone
// are a question for the session's command; a line may also begin with another command. Mistakes
// are reported and do not count. What was typed is kept for the next run, if possible.
void AnswerAtPrompt(const Session& session);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_PROMPT_H_
