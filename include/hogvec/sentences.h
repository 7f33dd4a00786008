#ifndef HOGVEC_SENTENCES_H_
#define HOGVEC_SENTENCES_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec {

// Sentences in one piece. A word may be any bytes, white space too, but not empty and without a
// line feed; who reads the batch checks that.
struct SentenceBatch {
  static constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();

  std::string bytes = {};                   // a space after each word, a line feed after a sentence
  std::vector<std::uint32_t> lengths = {};  // of the words, in bytes; kEnd after each sentence

  // Adds a word of fewer than kEnd bytes.
  void AddWord(std::string_view word) {
    bytes.append(word) += ' ';
    lengths.push_back(static_cast<std::uint32_t>(word.size()));
  }
  void EndSentence() {
    bytes += '\n';
    lengths.push_back(kEnd);
  }
};

// Sentences that a caller hands in instead of files: a text from memory or a database, walks on a
// graph, baskets of items. They are read once, on the thread that called Train(), however many
// epochs follow; memory holds only the words and IngestOptions::token_memory of ids.
//
// Most callers derive from SentenceSource; this is for those that have many sentences at hand.
class SentenceBatches {
 public:
  virtual ~SentenceBatches() = default;

  // Adds sentences until the batch has `bytes` bytes or more; fewer after the last sentence. Not
  // called again then. What this throws comes out of Train().
  virtual void AddTo(SentenceBatch& batch, std::size_t bytes) = 0;
};

// The same, sentence by sentence.
class SentenceSource : public SentenceBatches {
 public:
  // Puts the words of the next sentence into `words`, which comes empty; false after the last one.
  // The views must be valid until the next call. What this throws comes out of Train().
  virtual bool Next(std::vector<std::string_view>& words) = 0;

  // Throws Error{kMalformed} for a word of 4 GiB.
  void AddTo(SentenceBatch& batch, std::size_t bytes) final;
};

}  // namespace hogvec

#endif  // HOGVEC_SENTENCES_H_
