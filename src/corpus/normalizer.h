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

// What was left out of a text because it belongs to no word.
struct PassedOverText {
  std::uint64_t byte_order_marks = 0;  // at the starts of lines: concatenated texts have several
  std::uint64_t signs = 0;  // punctuation and the like, where `split` distinguishes it from words
};

// Normalizes a text by rules, so that whitespace separates its words. Lines stay lines, without
// leading byte-order marks.
//
// Holds ICU's tables and buffers; for one thread at a time.
class Normalizer {
 public:
  explicit Normalizer(const TextRules& rules);
  ~Normalizer();
  Normalizer(Normalizer&&) noexcept;

  // The normalized text of a block; valid until the next call. If the rules change nothing, that is
  // the block's own text. Throws Error{kMalformed}, with file and byte, for invalid UTF-8 if the
  // rules make it an error.
  std::string_view Apply(const TextBlock& block);
  std::string_view Apply(TextBlock&&) = delete;  // the result would dangle

  // In all blocks so far.
  const PassedOverText& passed_over() const { return passed_over_; }

 private:
  void MendUtf8(const TextBlock& block);
  std::string_view WithoutMarks(std::string_view text, bool starts_line);
  void AppendChanged(std::string_view valid);
  void BlankOthers();

  TextRules rules_;
  bool changes_ascii_ = false;
  std::unique_ptr<LowerCase> lower_case_;  // null without --lowercase
  std::unique_ptr<WordBreaks> breaks_;     // null unless --split unicode
  PassedOverText passed_over_;
  std::string mended_, unmarked_, spelled_, lower_, composed_, out_;
};

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_NORMALIZER_H_
