#ifndef HOGVEC_PHRASES_H_
#define HOGVEC_PHRASES_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/corpus.h"

namespace hogvec {

// How two neighbours are judged, from their counts a and b, that of the pair, ab, and that of all
// words, n.
enum class PhraseScore {
  kDiscount,  // (ab - min_count) n / (a b), as word2phrase does (Mikolov et al. 2013)
  kNpmi,      // ln(ab n / (a b)) / ln(n / ab), between -1 and 1 (Bouma 2009)
};

// "discount" and "npmi", and back.
std::string_view NameOf(PhraseScore score);
std::optional<PhraseScore> PhraseScoreByName(std::string_view name);

struct PhraseOptions {
  std::vector<std::filesystem::path> corpus = {};  // files, read three times and more; - is stdin
  TextRules text = {};
  bool take_binary = false;
  std::uint64_t min_count = 5;  // rarer words are in no phrase; also kDiscount's discount
  PhraseScore score = PhraseScore::kDiscount;
  double threshold = 100;  // a pair that scores more is joined
  std::size_t passes = 1;  // each finds phrases of phrases of the one before
  std::string joiner = "_";
  std::size_t threads = 0;             // 0: one per core
  std::uint64_t memory = 0;            // bytes for counts of pairs; 0: a quarter of the machine's
  std::filesystem::path tmp_dir = {};  // for pipes' texts and those between passes; empty: system's
  std::size_t block_bytes = 0;         // text per unit of parallel work; 0: the default
};

// What the last pass found.
struct PhraseReport {
  std::uint64_t words = 0;           // in the text, before joining
  std::uint64_t phrases = 0;         // different pairs that are joined
  std::uint64_t joined = 0;          // times that two words became one
  std::uint64_t not_utf8_words = 0;  // different words that are not UTF-8, kept as they are
};

// Joins the words of a text that stand together more often than chance has it, as "new_york", and
// writes the text anew: words parted by one space, lines as they were. A word is joined to the one
// before unless that was just joined itself, from left to right, as word2phrase does; rare words
// are kept and part what is beside them.
//
// Exact whatever the threads and the memory: where the counts of all pairs do not fit, pairs are
// counted in shares, each in a reading of its own. A line longer than a block is followed from
// block to block. What comes through a pipe is copied to a temporary file first.
//
// Throws Error: kNoInput, kIo, kMalformed as training does; kUsage for options that can't be;
// kCannotCreate.
PhraseReport JoinPhrases(const PhraseOptions& options, const std::filesystem::path& output);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_H_
