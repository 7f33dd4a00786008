#include "run/needs.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/memory.h"
#include "checkpoint/checkpoint_folder.h"
#include "hogvec/error.h"
#include "ingest/ingest.h"
#include "model/initial_rows.h"

namespace hogvec {
namespace {

// What the program has besides: code, stacks, buffers of text, the windows of blocks.
constexpr std::uint64_t kRest = std::uint64_t{24} << 20;

// Per word: its count, its cell of the table of negatives and its keep-probability.
constexpr std::uint64_t kSamplingBytes = 8 + 8 + 8;

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
  const std::uint64_t trained_rows = words + (lists ? lists->rows() : words);
  const std::uint64_t composed_rows = lists ? words : 0;
  // With patience, the tables of the best epoch as well.
  const std::uint64_t copies = options.validation.patience > 0 ? 2 : 1;
  TrainNeeds needs;
  needs.table_bytes = (copies * trained_rows + composed_rows) * PaddedRow(options.dim);
  needs.spilled_bytes = ids - std::min(ids, budget);
  needs.memory_bytes = needs.table_bytes + std::min(ids, budget) + word_bytes +
                       words * kSamplingBytes + (lists ? lists->MemoryBytes() : 0) + kRest;
  // While a checkpoint is written, those that are kept are still there.
  needs.checkpoint_bytes = (CheckpointFolder::kKept + 1) *
                           (copies * trained_rows * options.dim * sizeof(float) + word_bytes);
  return needs;
}

TrainNeeds NeedsOf(const Vocabulary& vocabulary, std::uint64_t tokens, const IngestOptions& ingest,
                   const TrainOptions& options) {
  return NeedsOf(vocabulary, RowLists({}, vocabulary, options), tokens, ingest, options);
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
