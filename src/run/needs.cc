#include "run/needs.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/memory.h"
#include "base/workers.h"
#include "checkpoint/checkpoint_folder.h"
#include "hogvec/error.h"
#include "ingest/ingest.h"

namespace hogvec {
namespace {

// What the program has besides: code, stacks, buffers of text, the windows of blocks.
constexpr std::uint64_t kRest = std::uint64_t{24} << 20;

// Per word: its count, its cell of the table of negatives and its keep-probability.
constexpr std::uint64_t kSamplingBytes = 8 + 8 + 8;

// Per n-gram in a file: its bucket, and the number of its row.
constexpr std::uint64_t kBucketBytes = 8;

// Per n-gram and thread, while they are fitted.
constexpr std::uint64_t kFitBytes = 300;

// The lists of rows; those of a fit are there twice, with words held out and without.
std::uint64_t BytesOfLists(const std::optional<WordRows>& lists, const TrainOptions& options) {
  if (!lists) return 0;
  if (options.subwords == SubwordLearning::kTrained) return lists->MemoryBytes();
  return 2 * lists->MemoryBytes() +
         kFitBytes * lists->buckets().size() * ThreadCount(options.threads);
}

constexpr std::uint64_t PaddedRow(std::uint64_t dim) {
  constexpr std::uint64_t kLine = EmbeddingTable::kRowAlignment;
  return (dim * sizeof(float) + kLine - 1) / kLine * kLine;
}

}  // namespace

TrainNeeds NeedsOf(const Vocabulary& vocabulary, const std::optional<WordRows>& lists,
                   std::uint64_t tokens, const IngestOptions& ingest, const TrainOptions& options) {
  const std::uint64_t words = vocabulary.size(), word_bytes = vocabulary.words().MemoryBytes();
  const std::uint64_t ids = tokens * sizeof(WordId);
  const std::uint64_t budget = TokenBudget(ingest);
  const bool trained = options.subwords == SubwordLearning::kTrained;
  const std::uint64_t ngram_rows = lists ? lists->rows() : 0;
  // Inputs and outputs; where inputs are made of n-grams, these take the inputs' place, which are
  // composed from them.
  const std::uint64_t trained_rows = words + (trained ? ngram_rows : words);
  // With patience, the tables of the best epoch as well.
  const std::uint64_t copies = options.validation.patience > 0 ? 2 : 1;
  const std::uint64_t rows = copies * trained_rows + (trained ? words : ngram_rows);
  TrainNeeds needs;
  needs.table_bytes = rows * PaddedRow(options.dim);
  needs.spilled_bytes = ids - std::min(ids, budget);
  needs.memory_bytes = needs.table_bytes + std::min(ids, budget) + word_bytes +
                       words * kSamplingBytes + BytesOfLists(lists, options) + kRest;
  // While a checkpoint is written, those that are kept are still there.
  needs.checkpoint_bytes = (CheckpointFolder::kKept + 1) *
                           (copies * trained_rows * options.dim * sizeof(float) + word_bytes);
  if (!lists) return needs;
  needs.subword_bytes =
      ngram_rows * options.dim * sizeof(float) + lists->buckets().size() * kBucketBytes;
  return needs;
}

TrainNeeds NeedsOf(const Vocabulary& vocabulary, std::uint64_t tokens, const IngestOptions& ingest,
                   const TrainOptions& options) {
  std::optional<WordRows> lists;
  if (options.subwords != SubwordLearning::kNone) {
    lists.emplace(vocabulary.words(), options.ngrams);
  }
  return NeedsOf(vocabulary, lists, tokens, ingest, options);
}

TrainNeeds WithReplicas(TrainNeeds needs) {
  needs.memory_bytes += 3 * needs.table_bytes;
  needs.table_bytes *= 2;
  return needs;
}

void RequireMemory(const TrainNeeds& needs, std::uint64_t limit) {
  const std::uint64_t has = limit > 0 ? limit : ResidentBytes() + AvailableMemoryBytes();
  if (needs.memory_bytes <= has) return;
  throw Error(
      ErrorKind::kResource,
      fmt::format("training needs {} MB of memory, {} MB of them for its tables, and "
                  "has {} MB; fewer words (--max-vocab, --min-count) or dimensions (--dim) "
                  "need less",
                  needs.memory_bytes / 1'000'000, needs.table_bytes / 1'000'000, has / 1'000'000));
}

}  // namespace hogvec
