#ifndef HOGVEC_TRAIN_OPTIONS_H_
#define HOGVEC_TRAIN_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/corpus.h"
#include "hogvec/sentences.h"
#include "hogvec/subwords.h"
#include "hogvec/vocabulary.h"

namespace hogvec {

// What a centre word is predicted from (Mikolov et al. 2013).
enum class Architecture {
  kSkipGram,  // from the input of each context word by itself
  kCbow,      // from the mean of their inputs: the continuous bag of words
};

// "skipgram" and "cbow", and back; nothing for any other name.
std::string_view NameOf(Architecture architecture);
std::optional<Architecture> ArchitectureByName(std::string_view name);

// What the options of a model say it is: a skip-gram if they don't; nothing for an unknown name.
std::optional<Architecture> ArchitectureOf(const std::map<std::string, std::string>& configuration);

// As prose has it.
constexpr std::string_view InWords(Architecture architecture) {
  return architecture == Architecture::kCbow ? "CBOW" : "skip-gram";
}

// What a loss is a mean over: pairs of a context and a centre word, or windows with a context word.
constexpr std::string_view UnitOfLoss(Architecture architecture) {
  return architecture == Architecture::kCbow ? "window" : "pair";
}

// What the rows of n context words gain where their mean learns. Of a sum both are the same.
enum class CbowUpdate {
  kCorrected,  // its gradient: each gains one n-th of what the mean gains (Irsoy, Benton and
               // Stratos 2021; koan)
  kWord2vec,   // each gains all that the mean gains, as in word2vec.c, gensim and fastText
};

// "corrected" and "word2vec", and back; nothing for any other name.
std::string_view NameOf(CbowUpdate update);
std::optional<CbowUpdate> CbowUpdateByName(std::string_view name);

// How far one draw of negative words reaches. For CBOW a window is one input, so the last two are
// the same.
enum class NegativeSharing {
  kTwoWindows,  // one draw serves the context words of two neighbouring centre words; it has one
                // word more than `negative`, and each counts for as much less
  kWindow,      // one draw per centre word serves all its context words (HogBatch, Ji et al. 2016)
  kNone,        // a fresh draw for every pair of words, as word2vec.c does
};

// "two-windows", "window" and "none", and back; nothing for any other name.
std::string_view NameOf(NegativeSharing sharing);
std::optional<NegativeSharing> SharingByName(std::string_view name);

// Where the n-gram vectors of a model come from, which give vectors to words never seen.
enum class SubwordLearning {
  kNone,     // there are none
  kTrained,  // a word's input is the mean of its own row and of its n-grams' rows (fastText)
  kFitted,   // words are trained as without; then n-gram vectors are fitted to theirs
};

// "none", "trained" and "fit", and back; nothing for any other name.
std::string_view NameOf(SubwordLearning learning);
std::optional<SubwordLearning> SubwordLearningByName(std::string_view name);

// How the text is read and kept.
struct IngestOptions {
  std::vector<std::filesystem::path> corpus = {};  // files of text, plain or compressed; - is stdin
  SentenceBatches* sentences = nullptr;            // or else these, which the caller keeps
  TextRules text = {};  // how files are split; of sentences only `sentence` and `stopwords` apply
  bool take_binary = false;  // read files that look like no text
  // With replicas, `corpus` is this rank's own part; else it is the whole, of which each rank reads
  // its share. Sentences are always a rank's own.
  bool local_corpus = false;
  PruneOptions prune = {};
  std::filesystem::path read_vocab =
      {};                              // if set: take the words and counts from here, do not count
  std::size_t threads = 0;             // 0: one per core
  std::uint64_t token_memory = 0;      // bytes of ids kept in memory; 0: a quarter of the machine's
  std::filesystem::path tmp_dir = {};  // where ids go past that; empty: the system's folder
  std::size_t block_bytes = 0;         // text per unit of parallel work; 0: the default
  std::size_t max_word_bytes = 1024;   // longer words are dropped, never cut; at most 1 MiB
};

// Text that a run is judged by after each epoch and does not learn from.
struct ValidationOptions {
  std::vector<std::filesystem::path> text = {};  // files, read as the corpus is; or else
  double fraction = 0;       // the share of the corpus that is held out, by whole blocks; 0: none
  std::size_t patience = 0;  // epochs without a lower loss that end training early; the rows are
                             // then those of the best epoch, whether or not it ended so. 0: never
};

// How the rows are learned. The defaults are those of the program.
struct TrainOptions {
  Architecture architecture = Architecture::kSkipGram;
  CbowUpdate cbow_update = CbowUpdate::kCorrected;
  bool cbow_mean = true;       // CBOW's input is the mean of the context; else its sum
  std::size_t dim = 100;       // length of a vector
  std::size_t window = 5;      // largest distance from the centre word, in kept words
  bool shrink_windows = true;  // draw each window's half-width from 1 to `window`; else all have it
  std::size_t negative = 5;    // negative words per draw
  double sample = 1e-3;        // subsampling threshold t; 0 keeps every token
  std::size_t epochs = 5;      // passes over the text
  std::optional<double> alpha = {};      // learning rate at the start; if not set, DefaultAlpha()
  std::optional<double> min_alpha = {};  // at the end, to which it falls linearly; if not set, it
                                         // falls towards 0 and stops at alpha * 1e-4 (word2vec.c)
  double ns_exponent = 0.75;             // negatives are drawn by count^ns_exponent
  std::size_t threads = 0;               // training workers; 0: one per core
  std::uint64_t seed = 1;                // all randomness comes from here
  NegativeSharing sharing = NegativeSharing::kTwoWindows;
  SubwordLearning subwords = SubwordLearning::kNone;
  NgramOptions ngrams = {};     // of subwords, if there are any
  bool compose_afresh = false;  // for tests: compose and scatter the inputs of each window anew
  bool deterministic = false;   // train on one worker, so that two runs agree byte for byte
  std::string kernel = {};      // a name from KernelNames(); empty: the fastest
  ValidationOptions validation = {};
};

inline bool IsCbow(const TrainOptions& options) {
  return options.architecture == Architecture::kCbow;
}

// The learning rate that is best for these options by the loss on held-out text; `alpha` is not
// looked at (tools/bench/README.md).
double DefaultAlpha(const TrainOptions& options);

// The learning rate that training starts with.
inline double AlphaOf(const TrainOptions& options) {
  return options.alpha ? *options.alpha : DefaultAlpha(options);
}

// Throws Error{kUsage}, naming the option, for values that no training can use.
void CheckOptions(const TrainOptions& options);
void CheckOptions(const IngestOptions& options);

// The options that vectors come from, by name, as a file of vectors keeps them
// (WordVectors::configuration).
std::map<std::string, std::string> ConfigurationOf(const IngestOptions& ingest,
                                                   const TrainOptions& train);

// Throws Error{kUsage} for values that contradict each other.
void CheckTogether(const TrainOptions& options);

}  // namespace hogvec

#endif  // HOGVEC_TRAIN_OPTIONS_H_
