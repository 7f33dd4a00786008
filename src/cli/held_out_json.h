#ifndef HOGVEC_CLI_HELD_OUT_JSON_H_
#define HOGVEC_CLI_HELD_OUT_JSON_H_

#include <nlohmann/json.hpp>

#include "hogvec/train.h"

namespace hogvec {

// A held-out loss as all programs write it: `loss`, `pairs`, `tokens` and `bands`, a list of
// `first` and `last` (places in the vocabulary), `loss` and `pairs`. For CBOW, `pairs` are windows
// with a context word. The loss of no pairs is null.
nlohmann::ordered_json HeldOutJson(const HeldOutLoss& loss);

}  // namespace hogvec

#endif  // HOGVEC_CLI_HELD_OUT_JSON_H_
