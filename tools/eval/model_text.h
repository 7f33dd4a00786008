#ifndef HOGVEC_EVAL_MODEL_TEXT_H_
#define HOGVEC_EVAL_MODEL_TEXT_H_

#include <set>
#include <string>

#include "hogvec/train.h"
#include "hogvec/word_vectors.h"

namespace hogvec::eval {

// `text` with rules that are not among the options `given` replaced by those that the model says it
// was trained with. Its stop words are not in its vocabulary, so their list is not needed. Throws
// Error{kMalformed} for rules of a model, read from `path`, that are none.
IngestOptions RulesFor(const WordVectors& model, const std::string& path, IngestOptions text,
                       const std::set<std::string>& given);

// `loss` defined as for the kind of model that `model` says it is, if the options `given` do not
// name one, and with its mean or sum of context words. Throws as RulesFor() does.
TrainOptions DefinitionFor(const WordVectors& model, const std::string& path, TrainOptions loss,
                           const std::set<std::string>& given);

}  // namespace hogvec::eval

#endif  // HOGVEC_EVAL_MODEL_TEXT_H_
