#include "model/initial_rows.h"

#include <fmt/format.h>

#include <algorithm>
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

}  // namespace

void RequireSameDim(const StartingPoint& start, std::size_t dim) {
  if (start.vectors == nullptr || start.vectors->table.dim() == dim) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("the vectors to start from have {} values each, and --dim is {}",
                          start.vectors->table.dim(), dim));
}

Layers InitialLayers(const StartingPoint& start, const Vocabulary& vocabulary, std::size_t dim,
                     std::uint64_t seed) {
  EmbeddingTable input(vocabulary.size(), dim), output(vocabulary.size(), dim);
  input.InitializeUniform(seed);
  CopyRows(start, vocabulary, input, output);
  return {InputLayer(std::move(input), FrozenRows(start, vocabulary)), std::move(output)};
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
