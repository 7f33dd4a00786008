#ifndef HOGVEC_SENTENCES_H_
#define HOGVEC_SENTENCES_H_

#include <string_view>
#include <vector>

namespace hogvec {

// Sentences that a caller hands in instead of files: a text from memory or a database, walks on a
// graph, baskets of items. They are read once, on the thread that called Train(), however many
// epochs follow; memory holds only the words and IngestOptions::token_memory of ids.
class SentenceSource {
 public:
  virtual ~SentenceSource() = default;

  // Puts the words of the next sentence into `words`, which comes empty; false after the last one.
  // The views must be valid until the next call. A word may be any bytes, white space too, but not
  // empty and without a line feed. What this throws comes out of Train().
  virtual bool Next(std::vector<std::string_view>& words) = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_SENTENCES_H_
