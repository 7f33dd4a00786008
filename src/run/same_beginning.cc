#include "run/same_beginning.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "hogvec/error.h"
#include "replicas/agreement.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace hogvec {
namespace {

// Each part is hashed with the hash of those before as its seed.
template <typename Value>
std::uint64_t HashOf(std::span<const Value> values, std::uint64_t before) {
  return XXH3_64bits_withSeed(values.data(), values.size_bytes(), before);
}

std::uint64_t HashOfWords(const Vocabulary& vocabulary) {
  std::uint64_t hash = HashOf(vocabulary.counts(), 0);
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    const std::string_view word = vocabulary.Word(ToWordId(id));
    hash = HashOf(std::span(word.data(), word.size()), hash);
  }
  return hash;
}

std::uint64_t HashOfRows(const EmbeddingTable& table, std::uint64_t before) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    before = HashOf(table.Row(ToRowId(row)), before);
  }
  return before;
}

void RequireSame(Replicas& replicas, const std::uint64_t own, std::string_view what) {
  const auto unlike = FirstUnlike(GatherValues(replicas, std::span(&own, 1)));
  if (!unlike) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("ranks 0 and {} begin with different {}; the files that they start from "
                          "must be the same",
                          *unlike, what));
}

}  // namespace

void RequireSameBeginning(Replicas& replicas, const Vocabulary& vocabulary, const Layers& model) {
  if (replicas.size() == 1) return;
  RequireSame(replicas, HashOfWords(vocabulary), "words");
  RequireSame(replicas, HashOfRows(model.output, HashOfRows(model.input.rows(), 0)), "vectors");
}

}  // namespace hogvec
