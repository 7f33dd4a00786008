#ifndef HOGVEC_CORPUS_NORMALIZER_H_
#define HOGVEC_CORPUS_NORMALIZER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/block_reader.h"
#include "hogvec/corpus.h"
#include "unicode/lower_case.h"
#include "unicode/word_breaks.h"

namespace hogvec {

// What a text has that is no word of it, and is left out.
struct PassedOverText {
  std::uint64_t byte_order_marks = 0;  // at the starts of lines: texts that were joined have more
  std::uint64_t signs = 0;  // that are no words where words are told from them, as punctuation is
};

// Puts a text into the form in which white space parts its words, by rules. Its lines stay lines,
// without the byte-order marks that they may begin with.
//
// Keeps ICU's tables and its own memory; for one thread at a time.
class Normalizer {
 public:
  explicit Normalizer(const TextRules& rules);
  ~Normalizer();
  Normalizer(Normalizer&&) noexcept;

  // The text of a block by the rules; valid until the next call. Where the rules change nothing,
  // that is the block's own text. Throws Error{kMalformed}, with file and byte, for invalid UTF-8
  // that the rules make an error.
  std::string_view Apply(const TextBlock& block);
  std::string_view Apply(TextBlock&&) = delete;  // it would be gone

  // Of all blocks so far.
  const PassedOverText& passed_over() const { return passed_over_; }

 private:
  void MendUtf8(const TextBlock& block);
  std::string_view WithoutMarks(std::string_view text, bool starts_line);
  void AppendChanged(std::string_view valid);
  void BlankOthers();

  TextRules rules_;
  bool changes_ascii_ = false;
  std::unique_ptr<LowerCase> lower_case_;  // null without --lowercase
  std::unique_ptr<WordBreaks> breaks_;     // null unless they part words
  PassedOverText passed_over_;
  std::string mended_, unmarked_, spelled_, lower_, composed_, out_;
};

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_NORMALIZER_H_
