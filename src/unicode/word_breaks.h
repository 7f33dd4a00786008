#ifndef HOGVEC_UNICODE_WORD_BREAKS_H_
#define HOGVEC_UNICODE_WORD_BREAKS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hogvec {

// Takes text apart at the word boundaries of Unicode (UAX 29). A word is what has a letter, a digit
// or an ideograph, and each symbol that stands in text as words do, such as an emoji, whole with
// all that it is joined of.
//
// Keeps ICU's tables and its own memory; for one thread at a time.
class WordBreaks {
 public:
  // Without Unicode support throws Error{kUsage}.
  WordBreaks();
  ~WordBreaks();

  // Appends the words of `text`, which must be UTF-8, each with a space behind it, and its line
  // ends. Returns how many pieces were no words: punctuation and other signs, but no blanks.
  std::uint64_t AppendWords(std::string_view text, std::string& out);

 private:
  struct Icu;
  const std::unique_ptr<Icu> icu_;
};

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_WORD_BREAKS_H_
