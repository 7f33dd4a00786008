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
  // Words that may stand inside of a phrase, as in bank_of_america, but neither begin nor end it:
  // ten at most between two words, which are judged as if they were neighbours.
  std::vector<std::string> connectors = {};
  std::filesystem::path list = {};     // where the phrases that are found go; empty: nowhere
  std::size_t threads = 0;             // 0: one per core
  std::uint64_t memory = 0;            // bytes for counts of pairs; 0: a quarter of the machine's
  std::filesystem::path tmp_dir = {};  // for pipes' texts and those between passes; empty: system's
  std::size_t block_bytes = 0;         // text per unit of parallel work; 0: the default
};

// The words that gensim has for connectors of English, articles, prepositions and conjunctions.
std::vector<std::string> EnglishConnectors();

// The words of a file, parted by white space. Throws Error{kNoInput}; Error{kMalformed} if it has
// none.
std::vector<std::string> ReadConnectors(const std::filesystem::path& path);

// Where a run stands; a snapshot, taken by another thread than the workers.
struct PhraseProgress {
  // A pipe's text to a temporary file; words; pairs of words; the text.
  enum class Phase { kCopying, kCounting, kFinding, kJoining };
  Phase phase = Phase::kCounting;
  std::uint64_t bytes_done = 0, bytes_total = 0;  // of the files, in this reading of them; the
                                                  // total is 0 for what comes through a pipe
  std::size_t reading = 0, readings = 0;  // this one counts from 1; of so many foreseen, which
                                          // become more where memory is short
  double seconds_left = 0;                // at the speed up to now; 0 while that is unknown
};

// Told how a run gets on, about twice a second and at the end of each reading. Called from one
// thread at a time, and never after the run has returned.
class PhraseObserver {
 public:
  virtual ~PhraseObserver() = default;
  virtual void OnProgress(const PhraseProgress&) {}
};

// What the last pass found.
struct PhraseReport {
  std::uint64_t words = 0;           // in the text, before joining
  std::uint64_t phrases = 0;         // different pairs that are joined
  std::uint64_t joined = 0;          // times that words became one
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
// Without an output, phrases are found for options.list only. A list has a line
// `new york TAB score TAB count` per phrase, the highest score first, and an empty line between
// two passes. Where a file's name ends in .gz, .bz2, .xz or .zst, it is compressed.
//
// Throws Error: kNoInput, kIo, kMalformed as training does; kUsage for options that can't be;
// kCannotCreate.
PhraseReport JoinPhrases(const PhraseOptions& options, const std::filesystem::path& output);
PhraseReport JoinPhrases(const PhraseOptions& options, const std::filesystem::path& output,
                         PhraseObserver& observer);

// Joins the phrases of a list in another text, which is read once and may come through a pipe. Of
// the options, those that tell how phrases are found do not matter; `joiner` must be as it was
// where there are several passes. The score and count of a phrase may be left out. Reports all
// passes together. Throws as JoinPhrases does; Error{kMalformed}, naming the line, for what is no
// list.
PhraseReport ApplyPhrases(const PhraseOptions& options, const std::filesystem::path& list,
                          const std::filesystem::path& output);
PhraseReport ApplyPhrases(const PhraseOptions& options, const std::filesystem::path& list,
                          const std::filesystem::path& output, PhraseObserver& observer);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_H_
