#ifndef HOGVEC_ATLAS_QUESTIONS_H_
#define HOGVEC_ATLAS_QUESTIONS_H_

#include <string>

namespace hogvec::atlas {

// Appends the analogy questions that follow from the facts, in the layout of questions-words: a
// line `: section`, then lines of four words. They do not depend on the seed, which changes only
// the sentences.
void AppendQuestions(std::string& out);

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_QUESTIONS_H_
