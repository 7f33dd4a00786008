// Scores a few vectors on any bytes, taken for analogy questions and for word pairs.
#include <cmath>

#include "fuzz/fuzzing.h"
#include "hogvec/evaluation.h"
#include "hogvec/neighbours.h"

namespace hogvec {
namespace {

using fuzzing::Require;
using fuzzing::UnlessRefused;

NeighbourSearch SomeWords() {
  WordVectors vectors{.words = {}, .table = {5, 3}};
  for (const char* word : {"a", "b", "c", "d", "e"}) vectors.words.FindOrAdd(word);
  vectors.table.InitializeUniform(1);
  return NeighbourSearch(std::move(vectors), 1);
}

void Check(const NeighbourSearch& search, const std::filesystem::path& path) {
  const auto sections = UnlessRefused([&] { return ScoreAnalogies(search, path); });
  if (sections) {
    for (const SectionScore& section : *sections) Require(section.right <= section.covered);
  }
  const auto pairs = UnlessRefused([&] { return ScorePairs(search, path); });
  if (!pairs || !pairs->rank) return;
  Require(std::isnan(pairs->rank->value) || std::abs(pairs->rank->value) <= 1 + 1e-9);
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  static const hogvec::NeighbourSearch search = hogvec::SomeWords();
  hogvec::Check(search, folder.Write("in", hogvec::fuzzing::TextOf(data, size)));
  return 0;
}
