#ifndef HOGVEC_CORPUS_NORMALIZER_H_
#define HOGVEC_CORPUS_NORMALIZER_H_

#include <memory>
#include <string>
#include <string_view>

#include "corpus/block_reader.h"
#include "hogvec/corpus.h"

namespace hogvec {

// Puts a text into the form in which white space parts its words, by rules. Its lines stay lines.
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

 private:
  struct Icu;

  void MendUtf8(const TextBlock& block);
  void AppendChanged(std::string_view valid);

  TextRules rules_;
  bool changes_ = false;
  std::unique_ptr<Icu> icu_;
  std::string mended_, spelled_, out_;
};

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_NORMALIZER_H_
