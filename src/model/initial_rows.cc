#include "model/initial_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "hogvec/error.h"

namespace hogvec {
namespace {

// Calls body(id, id in the vectors) for each word that has a row to start from.
template <typename Body>
void ForEachStarted(const StartingPoint& start, const Vocabulary& vocabulary, const Body& body) {
  if (start.vectors == nullptr) return;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const WordId id = ToWordId(i);
    if (const auto there = start.vectors->words.Find(vocabulary.Word(id))) body(id, *there);
  }
}

// Output rows too where the vectors have them.
void CopyRows(const StartingPoint& start, const Vocabulary& vocabulary, EmbeddingTable& input,
              EmbeddingTable& output) {
  ForEachStarted(start, vocabulary, [&](WordId id, WordId there) {
    std::ranges::copy(start.vectors->table.Row(there), input.Row(id).begin());
    if (start.vectors->output.rows() == 0) return;
    std::ranges::copy(start.vectors->output.Row(there), output.Row(id).begin());
  });
}

bool StartsFromSubwords(const StartingPoint& start, const TrainOptions& options) {
  return options.subwords == SubwordLearning::kTrained && start.vectors != nullptr &&
         start.vectors->subwords.has_value();
}

// Words none of whose n-grams has a vector keep what they have.
void ComposeNewWords(const SubwordsView& subwords, const Vocabulary& vocabulary,
                     EmbeddingTable& inputs) {
  std::vector<float> composed(subwords.dim);
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const WordId id = ToWordId(i);
    if (subwords.Compose(vocabulary.Word(id), composed) == 0) continue;
    std::ranges::copy(composed, inputs.Row(id).begin());
  }
}

void CopyNgramRows(const SubwordsView& subwords, const WordRows& lists, EmbeddingTable& rows) {
  for (std::size_t i = 0; i < lists.buckets().size(); ++i) {
    const auto there = subwords.Find(lists.buckets()[i]);
    if (!there) continue;
    std::ranges::copy(subwords.Row(*there), rows.Row(RowId{lists.rows_of_buckets()[i]}).begin());
  }
}

// What each input is beyond the sum of its n-grams' rows. A row that is kept as a sum gets it for
// all its members, in equal parts.
void SetOwnRows(const EmbeddingTable& inputs, const WordRows& lists, EmbeddingTable& rows) {
  for (std::size_t i = 0; i < lists.words(); ++i) {
    const WordId word = ToWordId(i);
    const std::span<const RowShare> shares = lists.Of(word);
    const std::span<const float> input = inputs.Row(word);
    const std::span<float> own = rows.Row(RowId{shares[0].row});
    for (std::size_t k = 0; k < own.size(); ++k) {
      float rest = input[k] / lists.Scale(word);
      for (const RowShare& share : shares.subspan(1)) rest -= rows.Row(RowId{share.row})[k];
      own[k] = rest;
    }
  }
}

}  // namespace

void RequireSameDim(const StartingPoint& start, std::size_t dim) {
  if (start.vectors == nullptr || start.vectors->table.dim() == dim) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("the vectors to start from have {} values each, and --dim is {}",
                          start.vectors->table.dim(), dim));
}

void RequireSameNgrams(const StartingPoint& start, const TrainOptions& options) {
  if (!StartsFromSubwords(start, options)) return;
  const NgramOptions &given = options.ngrams, &there = start.vectors->subwords->options();
  if (given == there) return;
  throw Error(
      ErrorKind::kUsage,
      fmt::format("the model to start from has n-grams of {} to {} characters in {} buckets, "
                  "not of {} to {} in {}; train with the same",
                  there.min_n, there.max_n, there.buckets, given.min_n, given.max_n,
                  given.buckets));
}

std::optional<WordRows> RowLists(const StartingPoint& start, const Vocabulary& vocabulary,
                                 const TrainOptions& options) {
  if (options.subwords != SubwordLearning::kTrained) return std::nullopt;
  const bool apart = StartsFromSubwords(start, options);
  return WordRows(vocabulary.words(), options.ngrams,
                  apart ? WordRows::Merging::kApart : WordRows::Merging::kMerged,
                  FrozenRows(start, vocabulary));
}

Layers InitialLayers(const StartingPoint& start, const Vocabulary& vocabulary,
                     const TrainOptions& options, std::optional<WordRows> lists) {
  EmbeddingTable inputs(vocabulary.size(), options.dim), output(vocabulary.size(), options.dim);
  inputs.InitializeUniform(options.seed);
  std::vector<std::uint8_t> frozen = FrozenRows(start, vocabulary);
  const bool has_subwords = lists && StartsFromSubwords(start, options);
  if (has_subwords) ComposeNewWords(start.vectors->subwords->view(), vocabulary, inputs);
  CopyRows(start, vocabulary, inputs, output);
  if (!lists) return {InputLayer(std::move(inputs), std::move(frozen)), std::move(output)};
  EmbeddingTable rows(lists->rows(), options.dim);
  if (has_subwords) CopyNgramRows(start.vectors->subwords->view(), *lists, rows);
  SetOwnRows(inputs, *lists, rows);
  return {InputLayer(*std::move(lists), std::move(rows), std::move(frozen)), std::move(output)};
}

Layers LayersOfZeros(const StartingPoint& start, const Vocabulary& vocabulary, std::size_t dim,
                     std::optional<WordRows> lists) {
  std::vector<std::uint8_t> frozen = FrozenRows(start, vocabulary);
  EmbeddingTable output(vocabulary.size(), dim);
  EmbeddingTable rows(lists ? lists->rows() : vocabulary.size(), dim);
  if (!lists) return {InputLayer(std::move(rows), std::move(frozen)), std::move(output)};
  return {InputLayer(*std::move(lists), std::move(rows), std::move(frozen)), std::move(output)};
}

std::uint64_t CountStarted(const StartingPoint& start, const Vocabulary& vocabulary) {
  std::uint64_t count = 0;
  ForEachStarted(start, vocabulary, [&](WordId, WordId) { ++count; });
  return count;
}

std::vector<std::uint8_t> FrozenRows(const StartingPoint& start, const Vocabulary& vocabulary) {
  std::vector<std::uint8_t> frozen;
  if (!start.freeze) return frozen;
  frozen.resize(vocabulary.size());
  ForEachStarted(start, vocabulary, [&](WordId id, WordId) { frozen[ToIndex(id)] = 1; });
  return frozen;
}

}  // namespace hogvec
