#ifndef HOGVEC_UNICODE_WORD_BREAKS_H_
#define HOGVEC_UNICODE_WORD_BREAKS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hogvec {

// Splits text at Unicode's word boundaries (UAX 29). A word is a piece with a letter, a digit or an
// ideograph; so is each symbol that people use like a word, such as an emoji, together with all
// that it is joined from.
//
// Holds ICU's tables and buffers; for one thread at a time.
class WordBreaks {
 public:
  // Without Unicode support throws Error{kUsage}.
  WordBreaks();
  ~WordBreaks();

  // Appends the words of `text`, which must be UTF-8, each followed by a space, and its line ends.
  // Returns how many other pieces there were: punctuation and other signs, but not whitespace.
  std::uint64_t AppendWords(std::string_view text, std::string& out);

 private:
  struct Icu;
  const std::unique_ptr<Icu> icu_;
};

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_WORD_BREAKS_H_
