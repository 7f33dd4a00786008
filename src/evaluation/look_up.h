#ifndef HOGVEC_EVALUATION_LOOK_UP_H_
#define HOGVEC_EVALUATION_LOOK_UP_H_

#include <optional>
#include <string_view>

#include "hogvec/words_view.h"

namespace hogvec {

// The id of a word of a test set: as it is written, or else in small letters (of ASCII).
std::optional<WordId> LookUp(WordsView words, std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_LOOK_UP_H_
