#ifndef HOGVEC_INGEST_SENTENCE_BLOCKS_H_
#define HOGVEC_INGEST_SENTENCE_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "hogvec/sentences.h"

namespace hogvec {

// Sentences as they came, copied, up to a number of bytes.
class SentenceBlock {
 public:
  std::size_t number() const { return number_; }
  std::string_view bytes() const { return batch_.bytes; }

  // Calls on_word(word) for each word and on_line_end() after each sentence.
  template <typename OnWord, typename OnLineEnd>
  void ForEachWord(const OnWord& on_word, const OnLineEnd& on_line_end) const {
    std::string_view left = batch_.bytes;
    for (const std::uint32_t length : batch_.lengths) {
      if (length == SentenceBatch::kEnd) {
        left.remove_prefix(1);
        on_line_end();
        continue;
      }
      on_word(left.substr(0, length));
      left.remove_prefix(length + 1);
    }
  }

 private:
  friend class SentenceBlocks;

  std::size_t number_ = 0;
  SentenceBatch batch_;
};

// Cuts sentences into blocks. The cuts depend on the sentences alone. For the thread that may ask
// for them.
class SentenceBlocks {
 public:
  // Blocks end with the sentence that reaches `block_bytes`.
  SentenceBlocks(SentenceBatches& source, std::size_t block_bytes)
      : source_(source), block_bytes_(block_bytes) {}

  // False after the last sentence. Throws Error{kMalformed}, naming the sentence, for a word that
  // is empty or has a line feed; and what the source throws.
  bool Next(SentenceBlock& block);

 private:
  void CheckWords(const SentenceBlock& block);

  SentenceBatches& source_;
  const std::size_t block_bytes_;
  std::size_t blocks_ = 0;
  std::size_t sentences_ = 0;  // in earlier blocks
  bool ended_ = false;         // a source is not asked again
};

}  // namespace hogvec

#endif  // HOGVEC_INGEST_SENTENCE_BLOCKS_H_
