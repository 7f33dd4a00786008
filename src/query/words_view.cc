#include "hogvec/words_view.h"

#include "base/utf8.h"
#include "unicode/nfc.h"

namespace hogvec {

std::optional<WordId> FindGiven(WordsView words, std::string_view word) {
  const auto id = words.Find(word);
  if (id || IsAscii(word)) return id;
  const auto composed = words.Find(Composed(word));
  return composed ? composed : words.Find(Decomposed(word));
}

}  // namespace hogvec
