#ifndef HOGVEC_QUERY_PROMPT_H_
#define HOGVEC_QUERY_PROMPT_H_

#include "query/answers.h"

namespace hogvec::query {

// Answers questions that somebody types on the terminal behind stdin and stdout, until Ctrl-D.
// Words alone are asked as the asker's command; a line may also begin with another one. Mistakes
// are said and forgotten. What was typed is kept for the next time, where that can be.
void AnswerAtPrompt(const Asker& asker);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_PROMPT_H_
