#ifndef HOGVEC_VOCABULARY_H_
#define HOGVEC_VOCABULARY_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/word_id.h"
#include "hogvec/word_index.h"

namespace hogvec {

// The words to train, with the count of each: word <-> id. Ids are in descending order of count,
// words of equal count in the order of their bytes, so the same text gives the same ids whatever
// the number of threads that counted it.
//
// Immutable after construction, so safe to share between threads.
class Vocabulary {
 public:
  Vocabulary() = default;

  // From words and their counts in any order; a word must not occur twice.
  explicit Vocabulary(std::vector<std::pair<std::string_view, std::uint64_t>> counted);

  // From words and the count of each, by their own ids, which need not be those here.
  Vocabulary(const WordIndex& words, std::span<const std::uint64_t> counts);

  std::size_t size() const { return words_.size(); }
  std::string_view Word(WordId id) const { return words_[id]; }
  std::uint64_t Count(WordId id) const { return counts_[ToIndex(id)]; }
  std::optional<WordId> Find(std::string_view word) const { return words_.Find(word); }

  const WordIndex& words() const { return words_; }
  WordIndex TakeWords() && { return std::move(words_); }

  // The size() counts by id, in descending order.
  std::span<const std::uint64_t> counts() const { return counts_; }

  // The sum of all counts.
  std::uint64_t total() const { return total_; }

 private:
  WordIndex words_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t total_ = 0;
};

// Which words of a text become the vocabulary.
struct PruneOptions {
  std::uint64_t min_count = 5;  // words that occur less often are dropped
  std::uint64_t max_vocab = 0;  // keep only this many words, the most frequent; 0 keeps all
};

// What was kept and dropped of a text, in distinct words and in tokens, so that nothing unusual is
// kept or dropped silently.
struct PruneReport {
  std::uint64_t kept_words = 0;
  std::uint64_t dropped_words = 0;  // too rare
  std::uint64_t kept_tokens = 0;
  std::uint64_t dropped_tokens = 0;  // of words too rare
  std::uint64_t long_tokens = 0;     // too long, dropped
  std::uint64_t stop_tokens = 0;     // of stop words, dropped
  std::uint64_t signs = 0;  // punctuation and the like, dropped by Split::kUnicode and kAscii
  std::uint64_t byte_order_marks = 0;  // at the starts of lines, skipped
  std::uint64_t not_utf8_words = 0;    // of the words kept
  std::uint64_t not_utf8_tokens = 0;
  std::uint64_t nul_words = 0;  // of the words kept, those with a zero byte
  std::uint64_t nul_tokens = 0;
  std::uint64_t absent_stopwords = 0;  // stop words that do not occur in the text

  bool operator==(const PruneReport&) const = default;
};

// Writes one line `word count` per word in the order of the ids: the layout of word2vec.c's
// -save-vocab, without its `</s>` row. The file is replaced atomically; it is compressed if its
// name ends in .gz, .bz2, .xz or .zst.
void SaveVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& path);

// Reads a file written by SaveVocabulary or word2vec.c: a word, one space or tab, and its count per
// line, in any order. word2vec.c's leading `</s>` row counts line ends, which are not words here,
// and is skipped. Applies `prune` as if the words had been counted. Throws Error{kNoInput} or,
// naming the line, Error{kMalformed}.
Vocabulary LoadVocabulary(const std::filesystem::path& path, const PruneOptions& prune,
                          PruneReport& report);

}  // namespace hogvec

#endif  // HOGVEC_VOCABULARY_H_
