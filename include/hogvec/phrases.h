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

// How two adjacent words are scored, from their counts a and b, the count of the pair, ab, and the
// number of all words, n.
enum class PhraseScore {
  kDiscount,  // (ab - min_count) n / (a b), as word2phrase does (Mikolov et al. 2013)
  kNpmi,      // ln(ab n / (a b)) / ln(n / ab), between -1 and 1 (Bouma 2009)
};

// "discount" and "npmi", and back.
std::string_view NameOf(PhraseScore score);
std::optional<PhraseScore> PhraseScoreByName(std::string_view name);

struct PhraseOptions {
  std::vector<std::filesystem::path> corpus = {};  // files, read three times or more; - is stdin
  TextRules text = {};
  bool take_binary = false;
  std::uint64_t min_count = 5;  // rarer words are in no phrase; also the discount of kDiscount
  PhraseScore score = PhraseScore::kDiscount;
  double threshold = 100;  // pairs that score higher are joined
  std::size_t passes = 1;  // each also joins phrases of the previous one to longer phrases
  std::string joiner = "_";
  // Words that may occur within a phrase, as in bank_of_america, but not begin or end it: at most
  // ten between two words, which are scored as if they were adjacent.
  std::vector<std::string> connectors = {};
  std::filesystem::path list = {};     // output file for the phrases that are found; empty: none
  std::size_t threads = 0;             // 0: one per core
  std::uint64_t memory = 0;            // bytes for counts of pairs; 0: a quarter of the machine's
  std::filesystem::path tmp_dir = {};  // for texts of pipes and passes; empty: the system's
  std::size_t block_bytes = 0;         // text per unit of parallel work; 0: the default
};

// gensim's connector words for English: articles, prepositions and conjunctions.
std::vector<std::string> EnglishConnectors();

// The words of a file, separated by whitespace. Throws Error{kNoInput}; Error{kMalformed} if it has
// none.
std::vector<std::string> ReadConnectors(const std::filesystem::path& path);

// The progress of a run; a snapshot, taken by a thread other than the workers.
struct PhraseProgress {
  // Copying a pipe's text to a temporary file; counting words; counting pairs; joining.
  enum class Phase { kCopying, kCounting, kFinding, kJoining };
  Phase phase = Phase::kCounting;
  std::uint64_t bytes_done = 0, bytes_total = 0;  // of the files, in this reading; the total is 0
                                                  // for a pipe
  std::size_t reading = 0, readings = 0;  // the current one, from 1, and the number expected, which
                                          // grows if memory is short
  double seconds_left = 0;                // at the speed so far; 0 while that is unknown
};

// Receives the progress of a run, about twice a second and at the end of each reading. Called from
// one thread at a time, and never after the run has returned.
class PhraseObserver {
 public:
  virtual ~PhraseObserver() = default;
  virtual void OnProgress(const PhraseProgress&) {}
};

// What the last pass found.
struct PhraseReport {
  std::uint64_t words = 0;           // in the text, before joining
  std::uint64_t phrases = 0;         // distinct pairs that are joined
  std::uint64_t joined = 0;          // number of joins in the text
  std::uint64_t not_utf8_words = 0;  // distinct words that are not UTF-8, kept unchanged
};

// Joins words of a text that occur together more often than by chance, such as "new_york", and
// writes the text: words separated by one space, lines unchanged. From left to right, a word is
// joined to the previous one unless that was just joined itself, as word2phrase does; rare words
// are kept, and phrases do not reach across them.
//
// The result is exact for any number of threads and any memory: if the counts of all pairs do not
// fit, the pairs are divided into shares, each counted in a separate reading. A line longer than a
// block is followed from block to block. Text from a pipe is copied to a temporary file first.
//
// Without an output, phrases are only found, for options.list. A list has a line
// `new york TAB score TAB count` per phrase, highest score first, and an empty line between two
// passes. A file whose name ends in .gz, .bz2, .xz or .zst is compressed.
//
// Throws Error: kNoInput, kIo, kMalformed as training does; kUsage for invalid options;
// kCannotCreate.
PhraseReport JoinPhrases(const PhraseOptions& options, const std::filesystem::path& output);
PhraseReport JoinPhrases(const PhraseOptions& options, const std::filesystem::path& output,
                         PhraseObserver& observer);

// Joins the phrases of a list in another text, which is read once and may come from a pipe. Options
// for finding phrases have no effect; `joiner` must be the original one if the list has several
// passes. The list may lack scores and counts. The report covers all passes together. Throws as
// JoinPhrases does; Error{kMalformed}, naming the line, for a malformed list.
PhraseReport ApplyPhrases(const PhraseOptions& options, const std::filesystem::path& list,
                          const std::filesystem::path& output);
PhraseReport ApplyPhrases(const PhraseOptions& options, const std::filesystem::path& list,
                          const std::filesystem::path& output, PhraseObserver& observer);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_H_
