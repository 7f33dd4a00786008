#ifndef HOGVEC_TRAIN_H_
#define HOGVEC_TRAIN_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/error.h"
#include "hogvec/fit_subwords.h"
#include "hogvec/replicas.h"
#include "hogvec/subwords.h"
#include "hogvec/train_options.h"
#include "hogvec/vocabulary.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// How a run is kept from being lost. Checkpoints are written between two blocks, while no worker
// trains; the last two stay in their folder until RemoveCheckpoints() is called.
struct CheckpointOptions {
  std::filesystem::path folder = {};                           // of one run; empty: no checkpoints
  std::chrono::milliseconds every = std::chrono::minutes(10);  // of training between two of them
  bool resume = false;    // go on from the newest whole one in the folder, instead of starting
  std::string note = {};  // kept with each, for CheckpointNote()
};

// What a run starts from besides chance. Refers to what the caller keeps for as long as it trains.
struct StartingPoint {
  // Rows for the words that they have, of the length that is trained; output rows too, if there are
  // any.
  const WordVectors* vectors = nullptr;
  bool freeze = false;  // whether those input rows stay as they are
  // Words that are in the vocabulary whether or not the corpus has them; counts are added up.
  const Vocabulary* words = nullptr;
};

// Controls of one run, besides its options.
struct RunControl {
  StartingPoint start = {};
  CheckpointOptions checkpoints = {};
  std::stop_token stop = {};       // asks the run to end early, with a checkpoint if it keeps any
  std::uint64_t memory_limit = 0;  // bytes it may take; 0: what the machine has to give
  // A run that is stopped while it trains, or ends because the system failed it (TrainResult::
  // failure), returns what it has learned, instead of throwing.
  bool keep_rows_on_stop = false;
  // A text without a single pair of words to train warns and returns the rows as they were, instead
  // of throwing.
  bool accept_no_pairs = false;
  // The other processes that train the same model, which the caller keeps; null: there are none.
  // All ranks call Train() with the same options and all get the same result, but for n-gram
  // vectors that are fitted, which the first has alone. What ends one with an error or by a request
  // to stop, ends all with the same; but if the system fails one while it trains, it throws by
  // itself, and the others wait until the replicas say that it is gone. Learning rates for several
  // replicas are higher: RateForReplicas().
  Replicas* replicas = nullptr;
};

// Where a run stands; a snapshot, taken by another thread than the workers.
struct TrainProgress {
  enum class Phase { kReading, kTraining, kFitting };
  Phase phase = Phase::kReading;
  std::uint64_t bytes_done = 0, bytes_total = 0;    // of the corpus, while reading
  std::uint64_t tokens_done = 0, tokens_total = 0;  // in-vocabulary tokens over all epochs
  std::size_t epoch = 0, epochs = 0;                // epoch counts from 1
  double words_per_second = 0;                      // of training, up to now
  double loss = 0;          // mean per UnitOfLoss() over the recent past; NaN before the first
  double alpha = 0;         // learning rate now
  double share_fitted = 0;  // of the n-gram vectors, while they are fitted, 0..1
  double seconds_left = 0;  // of the phase, at the speed up to now
};

// How well a model foretells a text that it was not trained on.
struct HeldOutLoss {
  struct Band {
    std::size_t first = 0,
                last = 0;  // centre words by their place in the vocabulary, [first, last)
    double loss = 0;
    std::uint64_t pairs = 0;
  };
  double loss = 0;  // mean per pair of a context and a centre word, and its negatives; for CBOW,
                    // per window with a context word, and `pairs` counts these; NaN where there
                    // are none, in bands too
  std::uint64_t pairs = 0;
  std::uint64_t tokens = 0;      // of the text, in the vocabulary
  std::vector<Band> bands = {};  // tenths of the vocabulary, the most frequent words first
};

// What an epoch came to. Refers to the run's own tables, which no worker writes meanwhile; with
// replicas and without validation text, to this rank's, which are a little apart from the others'.
struct EpochReport {
  std::size_t epoch = 0, epochs = 0;      // epoch counts from 1
  double loss = 0;                        // mean per UnitOfLoss() over it; NaN if it had none
  std::uint64_t pairs = 0;                // of a context and a centre word, in this run
  double seconds = 0;                     // of training up to now, in this process
  const HeldOutLoss* held_out = nullptr;  // of the rows as they are; null without validation text
  const Vocabulary& vocabulary;
  const EmbeddingTable& input;
  const EmbeddingTable& output;
};

// Told how a run gets on. Called from one thread at a time, and never after Train() has returned.
class TrainObserver {
 public:
  virtual ~TrainObserver() = default;
  virtual void OnVocabulary(const Vocabulary&, const PruneReport&) {}
  // About twice a second.
  virtual void OnProgress(const TrainProgress&) {}
  // After every epoch, while the workers rest.
  virtual void OnEpoch(const EpochReport&) {}
  // A line about something that did not stop the run, such as a damaged checkpoint passed over, or
  // vectors that are hardly trained.
  virtual void OnWarning(const std::string&) {}
};

// Thrown by Train() when it was asked to stop while it trained. With checkpoints, what was learned
// is kept.
class TrainingStopped : public Interrupted {
 public:
  using Interrupted::Interrupted;
};

// Thrown by Train() when a row or the loss is beyond repair. With checkpoints, the one before
// stays.
class TrainingDiverged : public Error {
 public:
  explicit TrainingDiverged(const std::string& message) : Error(ErrorKind::kInternal, message) {}
};

// What one of several ranks did in this run.
struct RankSummary {
  std::uint64_t tokens = 0;    // that it trained, over all epochs
  double loss = 0;             // mean over its own text in its last epoch
  double seconds_waiting = 0;  // that its workers waited for other ranks
  double seconds_merging = 0;  // of a processor's time, to merge replicas
  std::uint64_t meetings = 0;
  std::uint64_t rows_merged = 0;  // of both tables, over all meetings
  std::uint64_t bytes_sent = 0;   // to other ranks
};

// What a run measured. With replicas, all ranks' together where not said otherwise.
struct TrainSummary {
  std::uint64_t tokens = 0;    // in-vocabulary tokens of the corpus, before subsampling
  std::uint64_t held_out = 0;  // of them, that were held out for validation
  std::uint64_t trained = 0;   // tokens trained over all epochs, before subsampling
  std::uint64_t lines = 0;     // lines with at least one word
  PruneReport prune;
  double words_per_second = 0;  // `trained` per second of training, by the clock on the wall
  double seconds_reading = 0;   // text to vocabulary and ids
  double seconds_training = 0;
  double seconds_validating = 0;
  double first_loss = 0;       // mean per UnitOfLoss() over the first epoch; NaN if none
  double loss = 0;             // likewise over the last epoch
  std::size_t epochs = 0;      // that were trained: fewer than asked for if patience ended
  std::size_t kept_epoch = 0;  // whose rows these are, from 1
  std::vector<HeldOutLoss> validation = {};  // after each epoch; empty without validation text
  std::uint64_t token_bytes_spilled = 0;     // of ids that went to a temporary file
  std::size_t threads = 0;                   // workers that trained
  std::string kernel = {};                   // that trained
  std::uint64_t started_words = 0;           // that had a row to start from
  double seconds_fitting = 0;                // of n-gram vectors
  std::optional<FitReport> fit = {};         // if these were fitted
  std::vector<RankSummary> ranks = {};       // with replicas, by rank; else empty
  bool stopped = false;  // RunControl::keep_rows_on_stop: `epochs` were completed then, and part of
                         // another; nothing was fitted, and no better epoch's rows were taken
};

// The trained model: the rows that people use, and the output rows (word2vec.c's syn1neg), which
// only further training needs.
struct TrainResult {
  Vocabulary vocabulary;
  EmbeddingTable input;
  EmbeddingTable output;
  TrainSummary summary;
  std::optional<Subwords> subwords = {};
  std::exception_ptr failure = {};  // RunControl::keep_rows_on_stop: the Error that ended the run
};

// Reads a corpus, builds its vocabulary, and learns an embedding of its words by skip-gram or CBOW
// with negative sampling (Mikolov et al. 2013), Hogwild over the given number of workers.
//
// Follows word2vec.c in what is predicted from what (the context words' input rows, the centre
// word's output row), in subsampling, window and schedule; leaves it in that no text is lost at the
// edges of shards, the sigmoid is exact, and randomness depends on (seed, epoch, block) alone. With
// one worker the result is the same byte for byte in every run with the same kernel.
//
// With checkpoints, a run that was stopped or killed is continued by the same call with `resume`:
// on one worker to the same bytes as if it had never ended. The last checkpoint is written after
// the last block, so that a caller that can't write the vectors has lost nothing.
//
// Throws Error: kNoInput for a file that can't be read, kMalformed for a text without words, of
// which none is frequent enough, or of which no two stand in a line, so that nothing was trained;
// kUsage for options out of range or that a checkpoint contradicts, kResource if memory will not
// do, TrainingDiverged if a number is no longer finite, or a block's loss is a hundred times that
// of rows that know nothing. Throws Interrupted after control.stop was requested: TrainingStopped
// if training had begun. What the observer throws comes out, too; the run stops for it as if it had
// been asked to.
//
// See kept_text.h for a text that was read before, and RunControl::replicas for several machines.
TrainResult Train(const IngestOptions& ingest, const TrainOptions& options, TrainObserver& observer,
                  const RunControl& control = {});

// The learning rate for so many replicas that learns best where one model does at `rate`: merged
// rows go less far than those of one process, by how many there are. Of a rate of 0.05 it makes
// 0.05, 0.063, 0.079 and 0.1 at 2, 4, 8 and 16 replicas.
double RateForReplicas(double rate, std::size_t replicas);

// Text per block for replicas, which meet between two blocks, and often at first.
inline constexpr std::size_t kReplicaBlockBytes = std::size_t{16} << 10;

// Whether a folder has checkpoints, whole or not; false if there is no such folder.
bool HasCheckpoints(const std::filesystem::path& folder);

// The note that the newest whole checkpoint in `folder` was written with. Throws Error{kNoInput} if
// there is none, Error{kMalformed} if none is whole.
std::string CheckpointNote(const std::filesystem::path& folder);

// Removes the checkpoints in `folder`, and the folder if nothing else is in it: to be called when
// the result is safe.
void RemoveCheckpoints(const std::filesystem::path& folder);

// The loss of negative sampling, -log s(x.y) - sum_k log s(-x.n_k), over the windows of a text,
// with window, negatives, subsampling and seed as in `options` and fresh negatives for each window,
// whatever the model was trained with. It is a skip-gram's loss or CBOW's as `options` say; so
// models that were trained differently can be compared. (A draw for each pair has the same mean,
// the same spread over seeds, and takes three times as long.) The same for any number of threads.
// Throws as Train() does; Error{kMalformed} for a model without output rows or counts.
HeldOutLoss ScoreHeldOut(const WordVectors& model, const IngestOptions& text,
                         const TrainOptions& options);

// What training will take, by the size of its parts.
struct TrainNeeds {
  std::uint64_t table_bytes = 0;       // all tables; with patience, the best ones too
  std::uint64_t subword_bytes = 0;     // n-gram vectors in a file, with their buckets
  std::uint64_t memory_bytes = 0;      // in all: tables, ids in memory, vocabulary, sampling
  std::uint64_t spilled_bytes = 0;     // of ids in the temporary file
  std::uint64_t checkpoint_bytes = 0;  // of all checkpoints that are there at once
};
// For a corpus with so many tokens of the vocabulary.
TrainNeeds NeedsOf(const Vocabulary& vocabulary, std::uint64_t tokens, const IngestOptions& ingest,
                   const TrainOptions& options);

// The same, of its share of the text, where a process trains one of several replicas: it has the
// base of all tables, too, and rows on their way to and from other ranks, twice as much at the
// most.
TrainNeeds WithReplicas(TrainNeeds needs);

// What a corpus comes to.
struct CountedCorpus {
  Vocabulary vocabulary;
  PruneReport prune;
  std::uint64_t tokens = 0;  // of the vocabulary's words
};

// Counts a corpus as Train() would read it: with options.read_vocab the words that it names are
// looked up, and those of `base` are in the vocabulary in any case, with their counts added. Keeps
// no text. Throws as Train() does.
CountedCorpus CountCorpus(const IngestOptions& options, const Vocabulary* base = nullptr);

}  // namespace hogvec

#endif  // HOGVEC_TRAIN_H_
